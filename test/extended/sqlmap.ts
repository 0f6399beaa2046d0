import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { call } from "../support/call.js";
import { inParallel } from "../support/visitor.js";
import { occasion, table, writePage } from "./evidence.js";
import { program } from "./needs.js";
import { runFor, versionOf } from "./part.js";
import type { Part } from "./part.js";
import { alter, pathOf, placesOf, requestFor, SCANNED, textOf, type ScanRequest } from "./scan-requests.js";
import { startTarget, type ScanTarget } from "./scan-target.js";
import { expect } from "./smoke.js";

/** Seconds of one run. */
const LONGEST = 180;
const AT_ONCE = 3;
// Texts that pass the contract reach the database, and are attacked by all sqlmap has; those that a quote makes invalid end
// at the contract, which level 1 asks often enough.
const FULL = ["--level=3", "--risk=1", "--technique=BEUSTQ", "--time-sec=2"];
const BRIEF = ["--level=1", "--risk=1", "--technique=BE"];

/** What sqlmap says of a place it got something out of, and cannot say of one it did not. */
const FOUND = /identified the following injection point|is vulnerable|appears to be '[^']+' injectable|might be (?:injectable|vulnerable)/;
const CLEARED = "all tested parameters do not appear to be injectable";
const FALSE_ALARM = /false positive or unexploitable injection point detected/;

const rawOf = (url: string, request: ScanRequest): string =>
  [`${request.method} ${pathOf(request)} HTTP/1.1`, `Host: ${new URL(url).host}`, ...Object.entries(request.headers).map((header) => header.join(": ")), "", textOf(request) ?? ""].join("\r\n");

/** Attacks the texts that have a mark behind them; answers what sqlmap printed. */
const attack = async (url: string, directory: string, request: ScanRequest, strength: readonly string[]): Promise<{ output: string; cut: boolean }> => {
  const file = join(directory, `${request.id}.txt`);
  // In a file: what stands on a command line is seen by everybody on the machine.
  await writeFile(file, rawOf(url, request), { mode: 0o600 });
  return runFor(LONGEST, "sqlmap", [
    "-r", file, "--batch", "--ignore-stdin", "--flush-session", "--disable-coloring", ...strength, "--dbms=PostgreSQL", "--skip-waf", "--timeout=10", "--retries=1", "--threads=1",
    "--ignore-code=401", "--answers=quit=N", `--output-dir=${join(directory, "sqlmap")}`,
  ], { environment: { HOME: directory } });
};

/** Holds sqlmap's verdict against "nothing there". */
const expectCleared = async (target: ScanTarget, request: ScanRequest, places: ReadonlySet<number>, strength: readonly string[]): Promise<void> => {
  if (!places.size) return;
  const { output, cut } = await attack(target.url, target.directory, alter(request, (place) => places.has(place), "*"), strength);
  expect(!cut, `sqlmap ends with ${request.id} within ${LONGEST} s`);
  const found = output.split("\n").filter((line) => FOUND.test(line));
  expect(!found.length || FALSE_ALARM.test(output), `sqlmap finds nothing in ${request.id}: ${found.join("; ")}`);
  expect(output.includes(CLEARED), `sqlmap clears every place of ${request.id}: ${output.slice(-1_000)}`);
};

const ask = async ({ url }: ScanTarget, request: ScanRequest) => call(url, request.method, pathOf(request), textOf(request), request.headers);

type Row = { id: string; open: number; closed: number; seconds: number };

const scan = async (target: ScanTarget, operation: (typeof SCANNED)[number]): Promise<Row> => {
  const began = performance.now();
  const request = await requestFor(operation, target);
  const all = Array.from({ length: placesOf(request) }, (_, place) => place);
  const [open, closed] = [new Set<number>(), new Set<number>()];
  const { status, text } = await ask(target, request);
  expect(request.refusal ? status === request.refusal : status < 300, `${request.id} is asked with values that are right, and answers ${request.refusal ?? "2xx"}, not ${status}: ${text.slice(0, 300)}`);
  for (const place of all) {
    const { status: refusal, body } = await ask(target, alter(request, (at) => at === place, `'"`));
    (refusal === 400 && body.code === "invalid_request" ? closed : open).add(place);
  }
  await expectCleared(target, request, open, FULL);
  await expectCleared(target, request, closed, BRIEF);
  return { id: request.id, open: open.size, closed: closed.size, seconds: (performance.now() - began) / 1_000 };
};

/** A server that does what ours must not: what is asked for becomes part of the statement. */
const startCareless = async (databaseUrl: string): Promise<{ url: string; stop(): Promise<void> }> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const name = new URL(request.url!, "http://x").searchParams.get("name") ?? nameIn(body);
      client.query(`select relname from pg_class where relname = '${name}' and relkind = 'r'`)
        .then(({ rows }) => response.writeHead(rows?.length ? 200 : 404).end(JSON.stringify(rows ?? [])), () => response.writeHead(500).end("{}"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await client.end();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
};

const nameIn = (body: string): string => {
  try {
    return String((JSON.parse(body) as { name: unknown }).name);
  } catch {
    return "";
  }
};

/** The same runs against a server that is open: what finds nothing there shows nothing here. */
const expectSight = async (target: ScanTarget): Promise<void> => {
  const careless = await startCareless(target.databaseUrl);
  try {
    const request = { id: "getHealth", headers: { "content-type": "application/json" }, refusal: undefined, path: [{ text: "find", parameter: false }] } as const;
    const inQuery: ScanRequest = { ...request, path: [...request.path], method: "GET", query: [["name", "pg_class*"]], mediaType: undefined, body: undefined };
    const inBody: ScanRequest = { ...inQuery, method: "POST", query: [], mediaType: "application/json", body: { name: "pg_class*" } };
    for (const [shape, strength] of [[inQuery, BRIEF], [inBody, BRIEF], [inBody, FULL]] as const) {
      const { output } = await attack(careless.url, target.directory, shape, strength);
      expect(output.includes("identified the following injection point"), `sqlmap finds the hole of a server that has one: ${output.slice(-1_000)}`);
    }
  } finally {
    await careless.stop();
  }
};

const run = async (): Promise<string> => {
  const target = await startTarget();
  try {
    await expectSight(target);
    const faults: string[] = [];
    const scans = await inParallel(SCANNED, AT_ONCE, (operation) => scan(target, operation).catch((error: unknown) => void faults.push(String(error))));
    expect(faults.length === 0, `all is well: ${faults.join("; ")}`);
    const rows = scans.filter((row) => row !== undefined);
    const verdict = await target.judge();
    const [open, closed] = [rows.reduce((sum, row) => sum + row.open, 0), rows.reduce((sum, row) => sum + row.closed, 0)];
    await writePage("sqlmap", [
      "# sqlmap", "", `sqlmap ${versionOf("sqlmap", "--version")} against every operation with real tokens, on ${occasion()}.`, "",
      `Places that take any text (open) are attacked with \`${FULL.join(" ")}\`, places where the contract refuses a quote (closed) with \`${BRIEF.join(" ")}\`. ` +
      "Each operation was first asked with values that are right. The same runs find the hole of a server that has one. " +
      "`watchEvents` is not among them: its answer has no end.", "",
      `Found: nothing. The server: ${verdict}.`, "",
      ...table(["operation", "open", "closed", "seconds"], rows.map(({ id, open: some, closed: others, seconds }) => [id, some, others, seconds.toFixed(0)])),
    ]);
    return `${rows.length} operations, ${open} open and ${closed} closed places, nothing found; ${verdict}`;
  } finally {
    await target.stop();
  }
};

export const sqlmap: Part = {
  name: "sqlmap",
  shows: "sqlmap finds no injection in any text that any operation takes, and finds one in a server that has one",
  needs: [program("sqlmap", "sqlmap")],
  pages: ["sqlmap.md"],
  run,
};
