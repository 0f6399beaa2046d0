import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { rebuildRollups, type Rebuild } from "../../packages/server/src/commands/rollups.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { call } from "../support/call.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { keptDays, scanDays } from "../support/rollup-scan.js";
import { startServer, type TestServer } from "../support/server.js";

/** Places at which the connection of a batch is lost, evenly over what the database says to it. */
const CUTS = 8;
const masterKey = randomBytes(32).toString("base64");

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-02-15T17:00:00Z", settings: { VITALEDGE_MASTER_KEY: masterKey } });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  patientId = await createPatient(owner);
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
  await sendReadings(owner, ["2026-01-01", "2026-01-02", "2026-01-02"].map((date, at) => readingOn(patientId, date, { externalId: `first-${at}` })));
  await must(owner.call("POST", "/api/time-entries", {
    enrollmentId, startedAt: "2026-01-10T15:00:00Z", durationSeconds: 1500, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
  }));
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

/** Another server process's like, on the same database. */
const another = (databaseUrl: string): Promise<RunningServer> =>
  createServer({
    settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: databaseUrl, VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_LOG_LEVEL: "silent" },
    clock: server.clock, worker: false,
  });

const batch = (url: string, date: string, name: string, count: number) =>
  call(url, "POST", "/api/observations/bulk", { observations: Array.from({ length: count }, (_, at) => readingOn(patientId, date, { externalId: `${name}-${at}` })) },
    { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId });

const expectKept = async (): Promise<void> => expect(await keptDays(superuser)).toEqual(await scanDays(superuser));

const countOn = async (date: string): Promise<number> =>
  (await superuser.query("select coalesce(sum(count), 0)::int as count from reading_days where enrollment_id = $1 and measured_on = $2", [enrollmentId, date])).rows[0].count;

describe("reading days", () => {
  test("of batches that two servers store at once have every reading once", async () => {
    const second = await another(server.database.appUrl);
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => batch([server.url, second.url][at % 2]!, "2026-01-20", `together-${at % 8}`, 25)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      // Four of the twelve say again what others say at the same moment.
      expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(8 * 25);
      expect(await countOn("2026-01-20")).toBe(8 * 25);
      await expectKept();
    } finally {
      await second.close();
    }
  });

  test(`of a batch that is lost at any of ${CUTS} places are there with its readings or not at all`, async () => {
    const proxy = await startFaultProxy(server.database.appUrl);
    const sick = await another(proxy.through(server.database.appUrl));
    try {
      await batch(sick.url, "2026-01-21", "warm", 40);
      proxy.set({ cutAfter: Number.MAX_SAFE_INTEGER });
      await batch(sick.url, "2026-01-21", "whole", 40);
      const whole = proxy.mostAnswered();
      let lost = 0;
      for (let cut = 0; cut < CUTS; cut += 1) {
        proxy.set({ cutAfter: Math.floor((whole * (cut + 0.5)) / CUTS) });
        const { status } = await batch(sick.url, "2026-01-21", `cut-${cut}`, 40);
        if (status !== 200) lost += 1;
        await expectKept();
      }
      expect(lost).toBeGreaterThan(0);
      expect((await countOn("2026-01-21")) % 40).toBe(0);
    } finally {
      await proxy.mend();
      await sick.close();
      await proxy.close();
    }
  });
});

/** What the command prints, and the message it fails with. */
const rebuild = async (options: Rebuild): Promise<{ printed: string; failed: string | null }> => {
  let printed = "";
  const failed = await rebuildRollups(server.deps, options, { write: (text) => (printed += text) }).then(() => null, (error: Error) => error.message);
  return { printed, failed };
};
const mine = (): Rebuild => ({ organization: owner.organizationId });
const soFar = async (): Promise<[number, number]> => {
  const { days, minutes } = await must(owner.call("GET", `/api/billing/readiness/${enrollmentId}/2026-01`));
  return [days.soFar, minutes.soFar];
};

describe("vitaledge-server rollups rebuild", () => {
  test("finds what is not what a scan comes to, and puts it right", async () => {
    const [days, minutes] = await soFar();
    expect(await rebuild({ ...mine(), check: true })).toEqual({
      printed: `${owner.organizationId}: 1 patients; 0 reading days and 0 months of minutes are not what a scan finds\n`, failed: null,
    });
    // A day too many, one too few, a wrong count; a month that says too much.
    await superuser.query("insert into reading_days values ($1, $2, '2026-01-28', '2026-01-28', 'DEVICE', '', 4)", [owner.organizationId, enrollmentId]);
    await superuser.query("delete from reading_days where enrollment_id = $1 and measured_on = '2026-01-01'", [enrollmentId]);
    await superuser.query("update reading_days set count = count + 1 where enrollment_id = $1 and measured_on = '2026-01-02'", [enrollmentId]);
    await superuser.query("update minute_months set tallies = replace(tallies::text, '1500000', '2400000')::jsonb where patient_id = $1", [patientId]);
    expect(await soFar()).toEqual([days, minutes + 15]);
    const { printed, failed } = await rebuild({ ...mine(), check: true });
    expect(printed).toContain("3 reading days and 1 months of minutes are not");
    expect(failed).toContain("without --check");
    expect((await rebuild(mine())).printed).toContain("3 reading days and 1 months of minutes were put right");
    await expectKept();
    expect(await soFar()).toEqual([days, minutes]);
    expect((await rebuild({ check: true })).failed).toBe(null);
  });

  test("is on record, and knows its organizations", async () => {
    await rebuild(mine());
    const { rows } = await superuser.query("select 1 from audit_events where organization_id = $1 and operation_id = 'rollups rebuild'", [owner.organizationId]);
    expect(rows.length).toBeGreaterThan(0);
    expect((await rebuild({ organization: "org_none" })).failed).toBe("There is no organization with this id.");
  });
});

test("the migration counts what is there already", async () => {
  const before = await keptDays(superuser);
  const billed = await soFar();
  await superuser.query("drop table reading_days, minute_months");
  await superuser.query("delete from knex_migrations where name = '0016_rollups'");
  expect(await migrate({ ownerUrl: server.database.ownerUrl })).toEqual(["0016_rollups"]);
  expect(Object.keys(before).length).toBeGreaterThan(0);
  expect(await keptDays(superuser)).toEqual(before);
  expect(await soFar()).toEqual(billed);
});
