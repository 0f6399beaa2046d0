import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../packages/server/src/db/embedded.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { freePort } from "../../packages/server/src/platform/listen.js";
import { runOperator } from "../../bench/children.js";
import { makeOrganization, OWNER } from "../../bench/stage.js";
import { call, type Answer } from "../support/call.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { openEventStream } from "../support/event-stream.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";
import { program } from "./needs.js";
import { runProgram, type Part } from "./part.js";
import { expect } from "./smoke.js";

const PASSWORD = randomBytes(12).toString("hex");
const LIMIT = 200;
/** Asked at a time. */
const AT_ONCE = 20;
const EVENTS = 40;

const startRedis = async (port: number): Promise<ChildProcess> => {
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--save", "", "--appendonly", "no"], { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.setEncoding("utf8");
  for await (const text of child.stdout) if (String(text).includes("Ready to accept connections")) break;
  return child;
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
};

type Stage = {
  servers: ServerProcess[];
  ask(url: string, method: string, path: string, body?: unknown): Promise<Answer>;
  headers: Record<string, string>;
  patientId: string;
  /** What of the log tells of Redis. */
  told(): string[];
};

/** Just after a minute began, so that what follows is counted in one. */
const nextMinute = (): Promise<void> => sleep(60_000 - (Date.now() % 60_000) + 50);

/** How many of those sent to both servers in turn were let in. */
const letIn = async ({ servers, ask }: Stage, count: number): Promise<number> => {
  const answers: Answer[] = [];
  while (answers.length < count) {
    answers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(servers[index % 2]!.url, "GET", "/api/patients?limit=1")))));
  }
  const odd = answers.find(({ status }) => status !== 200 && status !== 429);
  expect(odd === undefined, `every answer is 200 or 429: ${odd?.status} ${odd?.text}`);
  return answers.filter(({ status }) => status === 200).length;
};

let minute = 0;
const write = ({ ask, patientId }: Stage, url: string): Promise<Answer> =>
  ask(url, "POST", "/api/observations", {
    patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, (minute += 1))).toISOString(),
  });

/** Milliseconds from the answer of a write at one server to its event at the other: the median, and the longest. */
const fanOut = async (stage: Stage): Promise<{ median: number; longest: number }> => {
  const [first, second] = stage.servers;
  const stream = await openEventStream(second!.url, stage.headers);
  const times: number[] = [];
  for (let index = 0; index < EVENTS; index += 1) {
    expect((await write(stage, first!.url)).status === 201, "a reading is taken");
    const since = performance.now();
    await stream.wait(index + 1);
    times.push(performance.now() - since);
  }
  stream.close();
  times.sort((one, other) => one - other);
  return { median: Math.round(times[EVENTS / 2]!), longest: Math.round(times.at(-1)!) };
};

const check = async (stage: Stage, redis: { child: ChildProcess; port: number }): Promise<string> => {
  await nextMinute();
  const exact = await letIn(stage, 2 * LIMIT);
  expect(exact <= LIMIT && exact >= LIMIT - 50, `of ${2 * LIMIT} requests at both servers at most ${LIMIT} are let in, and all but one lease: ${exact}`);
  await nextMinute();
  const shared = await fanOut(stage);
  const keys = runProgram("redis-cli", ["-p", String(redis.port), "-a", PASSWORD, "--no-auth-warning", "keys", "*"]).trim().split("\n").filter(Boolean);
  expect(keys.length > 0 && keys.every((key) => key.startsWith("vitaledge:requests:")), "the counters are in Redis");

  await nextMinute();
  const before = await letIn(stage, 100);
  await end(redis.child, "SIGKILL");
  const after = await letIn(stage, 2 * LIMIT);
  expect(before === 100 && before + after <= LIMIT + 50, `of the minute in which Redis is killed little more than the limit is let in: ${before + after}`);
  for (const { url } of stage.servers) expect((await stage.ask(url, "GET", "/readyz")).status === 200, "a server without its Redis is ready");
  await nextMinute();
  const without = await letIn(stage, 2 * LIMIT);
  expect(without <= LIMIT && without >= LIMIT - 50, `without Redis the limit holds by PostgreSQL: ${without}`);
  await nextMinute();
  const apart = await fanOut(stage);

  redis.child = await startRedis(redis.port);
  await sleep(3_000);
  await nextMinute();
  const again = await letIn(stage, 2 * LIMIT);
  expect(again <= LIMIT && again >= LIMIT - 50, `with a Redis that was started anew the limit holds: ${again}`);
  redis.child.kill("SIGSTOP");
  const since = performance.now();
  const deaf = await Promise.all(stage.servers.map(({ url }) => write(stage, url)));
  const waited = performance.now() - since;
  redis.child.kill("SIGCONT");
  expect(deaf.every(({ status }) => status === 201 || status === 429) && waited < 5_000, `a Redis that says nothing holds no request up: ${Math.round(waited)} ms`);
  return `let in ${exact}, ${before + after} in the minute of the kill, ${without} without, ${again} after the restart, of ${LIMIT}; events after ${shared.median} ms (longest ${shared.longest}), without Redis ${apart.median} ms (longest ${apart.longest})`;
};

export const redis: Part = {
  name: "redis",
  shows: "two servers that share a Redis keep a limit exactly and tell each other of events at once; killed, deaf or started anew it refuses nobody and lets nobody past the limit",
  needs: [program("redis-server", "redis-server"), program("redis-cli", "redis-tools")],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const port = await freePort("127.0.0.1");
    const database = await startEmbedded({ dataDirectory: `${directory}/data`, settings: { logging_collector: "off" } });
    const running = { child: await startRedis(port), port };
    const servers: ServerProcess[] = [];
    try {
      await migrate({ ownerUrl: database.ownerUrl });
      const settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${port}` };
      const organizationId = makeOrganization(settings);
      runOperator(settings, ["organizations", "set-plan", organizationId, "ENTERPRISE", "--requests-per-minute", String(LIMIT)]);
      const file = join(directory, "log");
      const log = openSync(file, "w");
      for (let index = 0; index < 2; index += 1) servers.push(await startServerProcess({ ...settings, VITALEDGE_LOG_LEVEL: "warn" }, { log }));
      closeSync(log);
      const { body } = await call(servers[0]!.url, "POST", "/api/auth/login", OWNER);
      const headers = { authorization: `Bearer ${body.accessToken}`, "x-organization-id": organizationId };
      const ask: Stage["ask"] = (url, method, path, sent) => call(url, method, path, sent, headers);
      const told = (): string[] => readFileSync(file, "utf8").split("\n").filter((line) => line.includes("redis"));
      const patient = await ask(servers[0]!.url, "POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
      const figures = await check({ servers, ask, headers, patientId: patient.body.id, told }, running);
      expect(told().length > 0 && !readFileSync(file, "utf8").includes(PASSWORD), "the log says that Redis was away, and no password");
      return figures;
    } finally {
      for (const server of servers) await server.end("SIGKILL");
      running.child.kill("SIGCONT");
      await end(running.child, "SIGKILL");
      await database.stop();
      await remove();
    }
  },
};
