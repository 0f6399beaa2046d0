import { randomBytes } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "@vitaledge/server";
import { makeActors, PASSWORD } from "../support/actors.js";
import { call } from "../support/call.js";
import { startTestCluster } from "../support/cluster.js";
import { runProgram } from "../support/program.js";
import { startReceiver } from "../support/receiver.js";
import { startServerProcess } from "../support/server-process.js";
import { seedTarget, type Rows } from "./scan-seed.js";
import { expect } from "./smoke.js";

/** MB. The server and its compiler of sources need some 200 of it at rest. */
const MOST_MEMORY = 700;
const PEOPLE = 15;

export type Session = { email: string; headers: Record<string, string>; refreshToken: string };

/** A server in a process of its own, with one of everything in it, for programs that attack it. */
export type ScanTarget = {
  url: string;
  port: number;
  pid: number;
  databaseUrl: string;
  /** Where the scan's own files may lie; removed at the end. */
  directory: string;
  rows: Rows;
  /** Members whom nobody else signs in as. */
  people: string[];
  /** The owner, unless another is named. */
  signIn(email?: string): Promise<Session>;
  /** How many requests were answered with each status, from the server's log. */
  tally(): Record<string, number>;
  /** Throws where the server failed in any answer, grew, or broke its audit; answers what it saw. */
  judge(): Promise<string>;
  stop(): Promise<void>;
};

// All that a scan sends comes from one address and one organization; limits would end it after a minute's worth.
const LIMITS = {
  VITALEDGE_ANONYMOUS_PER_MINUTE: "100000000", VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK: "1000000", VITALEDGE_AUTH_REQUESTS_PER_NETWORK: "10000000",
  VITALEDGE_SIGN_IN_FAILURES_EXPECTED: "100000000",
};

export const startTarget = async (): Promise<ScanTarget> => {
  const cluster = await startTestCluster();
  // Webhooks lead to this process: nothing leaves the machine.
  const receiver = await startReceiver();
  const { database, directory } = cluster;
  const settings = {
    DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"),
    VITALEDGE_WEBHOOK_LOOPBACK: "allow", NODE_ENV: "test", PORT: "0", ...LIMITS,
  };
  const seeder = await createServer({ settings: { ...settings, DATABASE_OWNER_URL: database.ownerUrl, VITALEDGE_LOG_LEVEL: "silent" }, migrate: true });
  const actors = makeActors(seeder);
  const owner = await actors.owner();
  const rows = await seedTarget(actors, owner, receiver.url);
  const people: string[] = [];
  while (people.length < PEOPLE) people.push((await actors.member(owner, "CLINICIAN")).email);
  await seeder.close();

  const file = join(directory, "server.log");
  const log = openSync(file, "a");
  const server = await startServerProcess({ ...settings, VITALEDGE_LOG_LEVEL: "info" }, { log });
  const pid = server.child.pid!;
  const signIn = async (email = owner.email): Promise<Session> => {
    const { body } = await call(server.url, "POST", "/api/auth/login", { email, password: PASSWORD });
    return { email, headers: { authorization: `Bearer ${body.accessToken}`, "x-organization-id": owner.organizationId }, refreshToken: body.refreshToken };
  };
  const tally = (): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const [, status] of readFileSync(file, "utf8").matchAll(/"event":"request".*?"status":(\d+)/g)) counts[status!] = (counts[status!] ?? 0) + 1;
    return counts;
  };

  return {
    url: server.url, port: Number(new URL(server.url).port), pid, databaseUrl: database.superuserUrl, directory, rows, people, signIn, tally,
    async judge() {
      const counts = tally();
      const failures = readFileSync(file, "utf8").split("\n").filter((line) => /"status":5\d\d/.test(line));
      expect(failures.length === 0, `no answer is 5xx; ${failures.length} are, first ${failures[0]}`);
      expect(server.child.exitCode === null, "the server runs on");
      const peak = Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);
      expect(peak < MOST_MEMORY, `the server needs less than ${MOST_MEMORY} MB, not ${peak}`);
      const { status, body } = await call(server.url, "GET", "/api/audit-events/verify", undefined, (await signIn()).headers);
      expect(status === 200 && body.ok === true, `the audit verifies: ${status} ${JSON.stringify(body)}`);
      const all = await runProgram(["audit", "verify"], settings);
      expect(all.code === 0, `every chain verifies: ${all.stdout}${all.stderr}`);
      return `${sum(counts)} requests (${Object.entries(counts).map(([code, count]) => `${code}: ${count}`).join(", ")}), no 5xx, ${peak} MB at most, ${body.checked} audit entries verified`;
    },
    async stop() {
      await server.end("SIGTERM");
      closeSync(log);
      await receiver.close();
      await cluster.stop();
    },
  };
};

export const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, count) => total + count, 0);
