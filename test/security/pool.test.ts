import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

const ORGANIZATIONS = 5;
const REQUESTS = Number(process.env.POOL_REQUESTS ?? 500);
const AT_ONCE = 25;
/** Answers between two cuts: by the clock, a slow machine would see nothing but cuts. */
const EVERY = 10;
const RECORDED = "2026-03-02T11:00:00.000Z";

type Clinic = { actor: Actor; name: string; patientId: string; acknowledged: Set<string>; sent: Set<string> };

let server: TestServer;
let superuser: pg.Client;
let clinics: Clinic[];

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z", settings: { VITALEDGE_DATABASE_POOL: "4" } });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  clinics = [];
  for (let index = 0; index < ORGANIZATIONS; index += 1) {
    const actor = await server.owner();
    const name = `Clinic${index}x`;
    const { id } = await must(actor.call("POST", "/api/patients", { firstName: name, lastName: "First", birthDate: "1950-01-01", mrn: "M-1" }));
    clinics.push({ actor, name, patientId: id, acknowledged: new Set(["First"]), sent: new Set(["First"]) });
  }
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

/** Nothing of another clinic may stand in an answer: neither its id nor a name that it gave. */
const expectOwn = (clinic: Clinic, { text }: Answer): void => {
  for (const other of clinics.filter((one) => one !== clinic)) {
    expect(text).not.toContain(other.actor.organizationId);
    expect(text).not.toContain(other.name);
    expect(text).not.toContain(other.patientId);
  }
};

type Request = { clinic: Clinic; allowed: number[]; send(): Promise<Answer> };

const reading = (patientId: string, externalId: string) => ({
  patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: RECORDED, externalId,
});

const requestOf = (index: number, kind: number, who: number): Request => {
  const clinic = clinics[who]!;
  const other = clinics[(who + 1) % ORGANIZATIONS]!;
  const { actor } = clinic;
  const named = `N${index}`;
  const kinds: (() => Request)[] = [
    () => ({ clinic, allowed: [200], send: () => actor.call("GET", "/api/patients?limit=200") }),
    () => ({ clinic, allowed: [200], send: () => actor.call("GET", `/api/patients/${clinic.patientId}`) }),
    () => ({ clinic, allowed: [404], send: () => actor.call("GET", `/api/patients/${other.patientId}`) }),
    () => ({ clinic, allowed: [404], send: () => actor.call("PATCH", `/api/patients/${other.patientId}`, { lastName: "Mine" }) }),
    () => ({ clinic, allowed: [200, 201], send: () => actor.call("POST", "/api/observations", reading(clinic.patientId, named)) }),
    () => ({ clinic, allowed: [200], send: () => actor.call("POST", "/api/observations/bulk", { observations: [reading(clinic.patientId, named), reading(other.patientId, named)] }) }),
    () => ({ clinic, allowed: [403], send: () => actor.call("GET", "/api/patients", undefined, { "x-organization-id": other.actor.organizationId }) }),
    () => {
      clinic.sent.add(named);
      return {
        clinic, allowed: [201],
        send: async () => {
          const answer = await actor.call("POST", "/api/patients", { firstName: clinic.name, lastName: named, birthDate: "1950-01-01" });
          if (answer.status === 201) clinic.acknowledged.add(named);
          return answer;
        },
      };
    },
  ];
  return kinds[kind % kinds.length]!();
};

/** Cuts one connection of the service, chosen by chance; answers how many there were to cut. */
const killOne = async (): Promise<number> => {
  const { rowCount } = await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'vitaledge_app' order by random() limit 1`);
  return rowCount ?? 0;
};

describe(`${REQUESTS} requests of ${ORGANIZATIONS} organizations over 4 connections, of which some are cut`, () => {
  const statuses = new Map<number, number>();

  test("each answer holds its own organization's data alone, and is a success or 503", async () => {
    const plan = fc.sample(fc.tuple(fc.nat(7), fc.nat(ORGANIZATIONS - 1)), { numRuns: REQUESTS, seed: 2026 }).map(([kind, who], index) => requestOf(index, kind, who));
    let [answered, killed] = [0, 0];
    const worker = async (): Promise<void> => {
      for (let request = plan.shift(); request; request = plan.shift()) {
        const answer = await request.send();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect([...request.allowed, 409, 503], answer.text).toContain(answer.status);
        if (answer.status < 300) expectOwn(request.clinic, answer);
        answered += 1;
        if (answered % EVERY === 0) killed += await killOne();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(killed).toBeGreaterThan(REQUESTS / EVERY / 2);
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
    expect(statuses.get(503) ?? 0).toBeLessThan(REQUESTS / 2);
  });

  test("afterwards everything works, and what was acknowledged is there, in its own organization", async () => {
    // The last cut may still lie in the pool.
    await vi.waitFor(async () => expect((await clinics[0]!.actor.call("GET", "/api/devices")).status).toBe(200), { timeout: 60_000 });
    for (const clinic of clinics) {
      const { data } = await must(clinic.actor.call("GET", "/api/patients?limit=200"));
      const patients = data as { firstName: string; lastName: string; organizationId: string }[];
      expect(new Set(patients.map(({ firstName, organizationId }) => `${firstName} ${organizationId}`))).toEqual(new Set([`${clinic.name} ${clinic.actor.organizationId}`]));
      const stored = patients.map(({ lastName }) => lastName);
      expect(stored).toEqual(expect.arrayContaining([...clinic.acknowledged]));
      expect([...clinic.sent]).toEqual(expect.arrayContaining(stored));
      expect(new Set(stored).size).toBe(stored.length);
    }
    const { rows } = await superuser.query<{ count: string }>("select count(*) from pg_stat_activity where datname = current_database() and application_name = 'vitaledge'");
    expect(Number(rows[0]!.count)).toBeLessThanOrEqual(4);
  });
});
