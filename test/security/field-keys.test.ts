import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rotateKeyCommand } from "../../packages/server/src/commands/organization-keys.js";
import { keyRing } from "../../packages/server/src/db/key-ring.js";
import { withPlatform } from "../../packages/server/src/db/with-tenant.js";
import { plainQuery } from "../../packages/server/src/features/auth/account-door.js";
import type { Actor } from "../support/actors.js";
import { COMPLETE_PATIENT, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER_KEY = randomBytes(32).toString("base64");
const MINUTE = 60_000;

let one: TestServer;
let other: TestServer;
let owner: Actor;
let superuser: pg.Client;

// Two processes' worth of a server on one database, each with what it remembers of keys.
beforeAll(async () => {
  one = await startServer({ settings: { VITALEDGE_MASTER_KEY: MASTER_KEY } });
  other = await startServer({ settings: { VITALEDGE_MASTER_KEY: MASTER_KEY, DATABASE_URL: one.database.appUrl, DATABASE_WORKER_URL: one.database.workerUrl } });
  owner = await one.owner();
  superuser = new pg.Client({ connectionString: one.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await other.close();
  await one.close();
});

const at = ({ url }: TestServer, method: string, path: string, body?: unknown) =>
  call(url, method, path, body, { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId });
const rotate = (through: TestServer, id = owner.organizationId): Promise<void> => rotateKeyCommand(through.deps, id, { write: () => undefined });
const phoneOf = (number: number): string => `+1518555${String(number).padStart(4, "0")}`;
const keysUsed = async (): Promise<string[]> =>
  (await superuser.query("select distinct split_part(phone_sealed, '.', 2) as id from patients where organization_id = $1 and phone_sealed is not null order by 1", [owner.organizationId])).rows.map((row) => row.id);

describe("a new data key", () => {
  test("made while requests run loses nothing, whichever process reads what another wrote", async () => {
    const written = new Map<string, string>();
    const write = async (through: TestServer, number: number): Promise<void> => {
      const made = await must(at(through, "POST", "/api/patients", { ...COMPLETE_PATIENT, phone: phoneOf(number) }));
      written.set(made.id, phoneOf(number));
    };
    await write(one, 0);
    await write(other, 1);
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let turn = 0; turn < 6; turn += 1) await write(writer % 2 ? one : other, 10 + writer * 10 + turn);
    });
    await rotate(other);
    await Promise.all(writers);
    // What one process sealed with the new key, the other opens though it has not read its keys anew.
    await write(other, 90);
    expect(await keysUsed()).toEqual(["k1", "k2"]);
    for (const through of [one, other]) {
      for (const [id, phone] of written) expect((await at(through, "GET", `/api/patients/${id}`)).body).toMatchObject({ phone });
    }
  });

  test("is what a process seals with a minute later that has seen nothing of it", async () => {
    const alone = await one.owner();
    const keyOf = async (): Promise<string> => {
      const id = await createPatient(alone, { phone: phoneOf(1) });
      return (await superuser.query("select split_part(phone_sealed, '.', 2) as key from patients where id = $1", [id])).rows[0].key;
    };
    expect(await keyOf()).toBe("k1");
    await rotate(other, alone.organizationId);
    one.clock.advance(MINUTE);
    expect(await keyOf()).toBe("k2");
  });

  test("that a process does not know yet is read before its first text is changed", async () => {
    const id = await createPatient(owner, { phone: phoneOf(200) });
    await rotate(other);
    await must(at(other, "PATCH", `/api/patients/${id}`, { phone: phoneOf(201) }));
    expect((await at(one, "PATCH", `/api/patients/${id}`, { email: "new@example.com" })).body).toMatchObject({ phone: phoneOf(201), email: "new@example.com" });
  });

  test("is the last one also past the ninth, and for an organization that is there", async () => {
    while ((await superuser.query("select from organization_keys where organization_id = $1", [owner.organizationId])).rowCount! < 11) await rotate(one);
    const id = await createPatient(owner, { phone: phoneOf(300) });
    expect((await superuser.query("select split_part(phone_sealed, '.', 2) as id from patients where id = $1", [id])).rows).toEqual([{ id: "k11" }]);
    await expect(rotate(one, "org_none")).rejects.toThrow("There is no organization with this id.");
    await expect(rotate(one, "x'; drop table users")).rejects.toThrow("There is no organization with this id.");
  });
});

test("what belongs to no organization is sealed with a key that is there after the next start, whatever became of its first use", async () => {
  const fresh = await startServer({ settings: { VITALEDGE_MASTER_KEY: MASTER_KEY } });
  try {
    const { database, keys, clock } = fresh.deps;
    const refused = withPlatform(database, async (query) => {
      await keys.platformCipher(query);
      throw new Error("refused");
    });
    await expect(refused).rejects.toThrow("refused");
    const place = { table: "totp_factors", column: "secret_sealed", id: "user_1" };
    const sealed = (await keys.platformCipher(plainQuery(database))).seal(place, "a secret");
    const afterStart = keyRing(Buffer.from(MASTER_KEY, "base64"), clock);
    expect((await afterStart.platformCipher(plainQuery(database))).open(place, sealed)).toBe("a secret");
  } finally {
    await fresh.close();
  }
});

test("of all that an organization has stored no two are under one nonce", async () => {
  const alone = await one.owner();
  const patientId = await createPatient(alone, { phone: phoneOf(1) });
  const observations = Array.from({ length: 2_000 }, (_, index) => ({
    ...readingOn(patientId, "2026-01-01"), recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(), note: "Rested.", metadata: { cuff: "large" },
  }));
  await sendReadings(alone, observations);
  const { rows } = await superuser.query<{ sealed: string }>(
    "select unnest(array[note_sealed, metadata_sealed]) as sealed from observations where organization_id = $1 union all select answer_sealed from idempotency_keys", [alone.organizationId]);
  const nonces = rows.map(({ sealed }) => Buffer.from(sealed.split(".")[2]!, "base64url").toString("latin1", 0, 24));
  expect(nonces.length).toBeGreaterThanOrEqual(4_000);
  expect(new Set(nonces).size).toBe(nonces.length);
});

describe("a ciphertext that a superuser moves", () => {
  const SECRET = "+15185550777";
  let from: string;
  let target: string;
  beforeAll(async () => {
    from = await createPatient(owner, { phone: SECRET });
    target = await createPatient(owner, { phone: phoneOf(1) });
  });

  /** Reads the target after its column was overwritten; then puts it back. */
  const readAfter = async (who: Actor, id: string, column: string, sealed: string) => {
    const { rows } = await superuser.query(`select ${column} as sealed from patients where id = $1`, [id]);
    await superuser.query(`update patients set ${column} = $2 where id = $1`, [id, sealed]);
    const answer = await who.call("GET", `/api/patients/${id}`);
    await superuser.query(`update patients set ${column} = $2 where id = $1`, [id, rows[0].sealed]);
    expect((await who.call("GET", `/api/patients/${id}`)).status).toBe(200);
    return answer;
  };
  const sealedOf = async (id: string, column: string): Promise<string> => (await superuser.query(`select ${column} as sealed from patients where id = $1`, [id])).rows[0].sealed;
  const expectNothingShown = ({ status, text, body }: Awaited<ReturnType<typeof readAfter>>): void => {
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: "internal_error" });
    expect(text).not.toMatch(/5550777|Main Street|sealed|decrypt|k\d+/);
  };

  test("to another row is not opened", async () => {
    expectNothingShown(await readAfter(owner, target, "phone_sealed", await sealedOf(from, "phone_sealed")));
  });

  test("to another column of its row is not opened", async () => {
    expectNothingShown(await readAfter(owner, from, "line1_sealed", await sealedOf(from, "phone_sealed")));
    expectNothingShown(await readAfter(owner, from, "phone_sealed", await sealedOf(from, "line1_sealed")));
  });

  test("to another organization, even to a row of the same id, is not opened", async () => {
    const stranger = await one.owner();
    const theirs = await createPatient(stranger, { phone: phoneOf(2) });
    expectNothingShown(await readAfter(stranger, theirs, "phone_sealed", await sealedOf(from, "phone_sealed")));
    await superuser.query("update organization_keys set wrapped = (select wrapped from organization_keys where organization_id = $1 and id = 'k1') where organization_id = $2",
      [owner.organizationId, stranger.organizationId]);
    one.clock.advance(MINUTE);
    expect((await stranger.call("GET", `/api/patients/${theirs}`)).status).toBe(500);
  });

  test("or changed, cut, or of a key that is not there, is not opened either", async () => {
    const sealed = await sealedOf(from, "phone_sealed");
    const [format, , content = ""] = sealed.split(".");
    const flipped = (content.startsWith("A") ? "B" : "A") + content.slice(1);
    for (const bad of [`${format}.k11.${flipped}`, sealed.slice(0, -4), `${format}.k99.${content}`, `v1.k11.${content}`, `v3.k11.${content}`, "plain text"]) {
      expectNothingShown(await readAfter(owner, from, "phone_sealed", bad));
    }
  });
});
