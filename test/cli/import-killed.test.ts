import type { IncomingMessage } from "node:http";
import { appendFile, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFake } from "./fake-server.js";
import type { FakeServer } from "./fake-server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

let fake: FakeServer;
let program: Program;

beforeAll(async () => void ([fake, program] = await Promise.all([startFake(), installProgram()])));
afterAll(() => Promise.all([fake.close(), program.remove()]));

type Sent = { mrns: string[]; key: string };
const sent: Sent[] = [];
beforeEach(() => void sent.splice(0));

const remember = async (request: IncomingMessage): Promise<number> => {
  const mrns = [...(await text(request)).matchAll(/(?:"mrn"|"externalId"):"([^"]+)"/g)].map(([, mrn = ""]) => mrn);
  sent.push({ mrns, key: String(request.headers["idempotency-key"]) });
  return mrns.length;
};

/** Answers so many requests, and tells when one more is asked. */
const answerSome = (most: number, answer: (rows: number) => object): Promise<void> =>
  new Promise((resolve) => {
    fake.answer = (request, response) => void remember(request).then((rows) => {
      if (sent.length > most) return resolve();
      return fake.json(answer(rows))(request, response);
      // Of a program that was killed before all of it came.
    }, () => undefined);
  });

/** Ends the import in the middle, as a machine that loses power does, and goes on with it. */
const runKilled = async (args: readonly string[], most: number, answer: (rows: number) => object) => {
  const asked = answerSome(most, answer);
  const { child, ended } = program.start([...args, "--json"], { environment: fake.environment });
  child.stdin.end();
  await asked;
  child.kill("SIGKILL");
  await ended;
  fake.drop();
  const before = sent.splice(0);
  const journal = (await readFile(join(program.folder, `${args[2]}.journal.ndjson`), "utf8")).split("\n").slice(1).filter((line) => line !== "");
  void answerSome(Infinity, answer);
  const resumed = await program.run([...args, "--resume", "--json", "-q"], { environment: fake.environment });
  return { before, after: sent.splice(0), journal: journal.map((line) => JSON.parse(line) as { line: number }), resumed };
};
/** As Ctrl-C does, once so many requests were answered. */
const interrupt = async (args: readonly string[], most: number) => {
  const asked = answerSome(most, () => ({ id: "patient_1" }));
  const { child, ended } = program.start(args, { environment: fake.environment });
  child.stdin.end();
  await asked;
  child.kill("SIGINT");
  return ended;
};
const mrnsOf = (requests: readonly Sent[]): string[] => requests.flatMap(({ mrns }) => mrns);

const ROWS = 60;
const patients = Array.from({ length: ROWS }, (_, at) => ({ mrn: `M-${at + 1}`, firstName: "P", lastName: "Example", birthDate: "1950-01-01" }));

describe("an import that was killed", () => {
  it("sends no patient twice that was answered, and those on the way with their first key", async () => {
    await writeFile(join(program.folder, "p.ndjson"), patients.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const { before, after, journal, resumed } = await runKilled(["patients", "import", "p.ndjson"], 20, () => ({ id: "patient_1" }));
    expect([resumed.code, JSON.parse(resumed.stdout)]).toEqual([0, { created: ROWS, duplicates: 0, rejected: 0 }]);
    const answered = new Set(journal.map(({ line }) => `M-${line}`));
    expect(answered.size).toBeGreaterThanOrEqual(12);
    expect(mrnsOf(after).filter((mrn) => answered.has(mrn))).toEqual([]);
    expect(new Set([...mrnsOf(before), ...mrnsOf(after)]).size).toBe(ROWS);
    const keys = new Map(before.map(({ mrns: [mrn], key }) => [mrn, key]));
    const twice = after.filter(({ mrns: [mrn] }) => keys.has(mrn));
    expect(twice.length).toBeGreaterThan(0);
    for (const { mrns: [mrn], key } of twice) expect(key).toBe(keys.get(mrn));
  });

  it("sends no reading twice that was answered, though the journal ends in half a line", async () => {
    const row = (at: number) => ({ patientId: "patient_1", metricDefinitionId: "metric_1", value: 1, unit: "kg", source: "DEVICE", recordedAt: "2026-01-01T00:00:00Z", externalId: `r${at}` });
    await writeFile(join(program.folder, "o.ndjson"), Array.from({ length: 3_200 }, (_, at) => `${JSON.stringify(row(at))}\n`).join(""));
    const answer = (rows: number) => ({ created: rows, duplicates: 0, rejected: 0, notEvaluated: 0, results: [] });
    const first = await runKilled(["observations", "import", "o.ndjson"], 3, answer);
    expect(first.resumed.code).toBe(0);
    expect(JSON.parse(first.resumed.stdout)).toMatchObject({ created: 3_200 });
    const answered = new Set(first.journal.flatMap(({ line }) => Array.from({ length: 500 }, (_, at) => `r${line - 1 + at}`)));
    expect(answered.size).toBeGreaterThanOrEqual(1_000);
    expect(mrnsOf(first.after).filter((id) => answered.has(id))).toEqual([]);
    const keys = new Map(first.before.map(({ mrns: [id], key }) => [id, key]));
    const twice = first.after.filter(({ mrns: [id] }) => keys.has(id));
    expect(twice.length).toBeGreaterThan(0);
    for (const { mrns: [id], key } of twice) expect(key).toBe(keys.get(id));
    expect(new Set([...mrnsOf(first.before), ...mrnsOf(first.after)]).size).toBe(3_200);
    await appendFile(join(program.folder, "o.ndjson.journal.ndjson"), '{"line":9999,"dig');
    const again = await program.run(["observations", "import", "o.ndjson", "--resume", "--json", "-q"], { environment: fake.environment });
    expect([again.code, JSON.parse(again.stdout).created, sent.length]).toEqual([0, 3_200, 0]);
  });
});

it("an import that was interrupted says how to go on, and leaves nothing half written", async () => {
  const name = "i.ndjson";
  await writeFile(join(program.folder, name), patients.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const stopped = await interrupt(["patients", "import", name], 20);
  expect([stopped.code, stopped.stdout, stopped.stderr]).toEqual([130, "", expect.stringMatching(/^Broke off after \d+ created and 0 known rows: --resume goes on from there\.\n$/)]);
  expect((await readdir(program.folder)).filter((file) => file.startsWith(name))).toEqual([name, `${name}.journal.ndjson`]);
  void answerSome(Infinity, () => ({ id: "patient_1" }));
  const resumed = await program.run(["patients", "import", name, "--resume", "--json"], { environment: fake.environment });
  expect([resumed.code, JSON.parse(resumed.stdout)]).toEqual([0, { created: ROWS, duplicates: 0, rejected: 0 }]);
});
