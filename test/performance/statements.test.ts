import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type OperationId } from "@vitaledge/contract";
import { CALLS, PREPARATIONS } from "../support/operations/calls.js";
import { makeCrowd, NOW, type Crowd } from "../support/operations/crowd.js";
import { askMore } from "../support/operations/more-calls.js";
import { pretendMany, wholeScans } from "../support/plans.js";
import { startServer, type TestServer } from "../support/server.js";
import { watchStatements, type Sent, type Statements } from "../support/statements.js";
import counts from "./statement-counts.json" with { type: "json" };

const FEW = 2;
const MANY = 8;

/** What each operation sent, where there were few of everything and where there were many. */
const sent: Record<number, Map<string, Sent[]>> = { [FEW]: new Map(), [MANY]: new Map() };

let server: TestServer;
let statements: Statements;

/** Every operation once, in an organization that has so many of everything; answers what is left of it. */
const walk = async (size: number): Promise<Crowd> => {
  const crowd = await makeCrowd(server, size);
  for (const [id, ask] of Object.entries(CALLS)) {
    await PREPARATIONS[id as OperationId]?.(crowd);
    await statements.take();
    const { status, text } = await ask(crowd);
    if (status >= 300) throw new Error(`${id} was answered ${status}: ${text}`);
    sent[size]!.set(id, await statements.take());
  }
  return { ...crowd, owner: await server.signIn(crowd.owner.email, crowd.owner.organizationId), patients: crowd.patients.slice(1, -1) };
};

beforeAll(async () => {
  server = await startServer({ now: NOW, worker: false });
  statements = watchStatements(server.database.appUrl);
  await walk(FEW);
  const crowd = await walk(MANY);
  await askMore(crowd);
  sent[MANY]!.set("more", await statements.take());
});
afterAll(async () => {
  statements.stop();
  await server.close();
});

/** What opens and closes a transaction, and what is asked once for all requests of a while: the rate's lease and the keys. */
const SHARED = /^(begin|commit$|rollback$|set )|rate_windows|select plan, requests_per_minute|platform_keys|organization_keys/;
/** A stream reads on after its first words: as long as it is there. */
const GOES_ON = "watchEvents";
/** What a group of audit entries takes, one to three statements, hangs on who else added to the chain before: it counts as two. */
const OF_AUDIT = /^(with moved as \( update|insert into) audit_heads/;
const textsOf = (size: number, id: string): string[] => {
  const texts = (sent[size]?.get(id) ?? []).map(({ text }) => text.replaceAll(/\s+/g, " ").trim()).filter((text) => !SHARED.test(text));
  const others = texts.filter((text) => !OF_AUDIT.test(text));
  return others.length < texts.length ? [...others, "the head of the audit", "its entries"] : others;
};

describe("an operation asks the database as often whether there are few of everything or many, and no oftener than was agreed on", () => {
  test.each(Object.keys(OPERATIONS))("%s", (id) => {
    const few = textsOf(FEW, id);
    const many = textsOf(MANY, id);
    if (id !== GOES_ON) expect(many.length, many.join("\n")).toBe(few.length);
    const agreed = (counts as Record<string, number>)[id] ?? -1;
    expect(many.length, `\n${many.join("\n")}\n`).toBeLessThanOrEqual(agreed);
  });
});

/** Statements that read a whole table on purpose. */
const ON_PURPOSE: readonly { says: RegExp; why: string }[] = [
  { says: /^select count\(\*\)/, why: "A total counts all that there are, and is asked for with includeTotal alone." },
  { says: /^delete from "?(account_idempotency_keys|rate_windows|outbox_mails|mfa_challenges|password_resets|known_devices|recent_writes)"? /, why: "Once an hour, by one process: what is over is most of what it reads." },
  { says: /^delete from sessions where id in/, why: "Once an hour, by one process, so many at a time." },
  { says: /^update refresh_tokens set successor_sealed = null where hash in/, why: "Once an hour, by one process, so many at a time." },
  { says: /^select program, sum\(version\)/, why: "The FHIR groups of an organization are made of all its enrollments." },
];

describe("where a table has ten million rows of one organization, no statement reads it from the first to the last", () => {
  const scans = new Map<string, string[]>();

  beforeAll(async () => {
    const [superuser, app] = [server.database.superuserUrl, server.database.appUrl].map((connectionString) => new pg.Client({ connectionString })) as [pg.Client, pg.Client];
    await Promise.all([superuser.connect(), app.connect()]);
    await pretendMany(superuser);
    await app.query("set app.organization_id = 'org_x'; set app.user_id = 'user_x'");
    const every = [FEW, MANY].flatMap((size) => [...sent[size]!.values()].flat()).filter(({ text }) => /^\s*(select|with|insert|update|delete)/.test(text));
    for (const one of new Map(every.map((each) => [each.text, each])).values()) scans.set(one.text.replaceAll(/\s+/g, " ").trim(), await wholeScans(app, one));
    await Promise.all([superuser.end(), app.end()]);
  });

  test("but those that do on purpose", () => {
    const found = [...scans].filter(([, tables]) => tables.length);
    expect(found.filter(([text]) => !ON_PURPOSE.some(({ says }) => says.test(text))).map(([text, tables]) => `${tables.join()}: ${text}`)).toEqual([]);
    expect(ON_PURPOSE.filter(({ says }) => !found.some(([text]) => says.test(text))).map(({ why }) => why)).toEqual([]);
    expect(scans.size).toBeGreaterThan(400);
  });

  test("and a statement that no index serves is told of", async () => {
    const app = new pg.Client({ connectionString: server.database.appUrl });
    await app.connect();
    await app.query("set app.organization_id = 'org_x'");
    const ask = (text: string): Promise<string[]> => wholeScans(app, { text, values: ["org_x"] });
    expect(await ask("select id from observations where organization_id = $1 and patient_id = 'patient_x' order by recorded_at desc limit 20")).toEqual([]);
    expect(await ask("select id from observations where organization_id = $1 and unit = 'kg'")).toEqual(["observations"]);
    expect(await ask("select id from time_entries where organization_id = $1 and activity = 'CALL'")).toEqual(["time_entries"]);
    await app.end();
  });
});
