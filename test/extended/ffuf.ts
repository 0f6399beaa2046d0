import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import { call } from "../support/call.js";
import { occasion, table, writePage } from "./evidence.js";
import { program } from "./needs.js";
import { runFor, versionOf } from "./part.js";
import type { Part } from "./part.js";
import { startTarget, type ScanTarget } from "./scan-target.js";
import { expect } from "./smoke.js";

/** Seconds of one run. */
const LONGEST = 240;
const CONTRACT = Object.values(OPERATIONS) as readonly Operation[];
const REFUSED = [400, 401, 404, 405];
/** Of a thousand requests, those ffuf may not get an answer to: a stream that does not end, words it cannot send. */
const UNANSWERED = 5;

const METHODS = [
  "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "TRACK", "DEBUG", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "QUERY", "REPORT", "MERGE",
  "PURGE", "LINK", "UNLINK", "BIND", "ACL", "NOTIFY", "SUBSCRIBE", "M-SEARCH", "BREW", "get", "Delete", "GETS", "INVENTED", "VERSION-CONTROL", "CHECKOUT", "PRI",
];
const HEADERS = [
  "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-User", "Forwarded", "X-Real-IP", "X-Client-IP", "X-Remote-User", "X-Remote-Addr", "True-Client-IP",
  "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-User-Id", "X-User", "X-Role", "X-Admin", "X-Debug", "X-Request-ID", "X-Api-Key", "X-Tenant-ID",
  "Cookie", "Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "Content-Encoding", "If-Match", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Origin", "Referer", "User-Agent",
  "Idempotency-Key", "Last-Event-ID", "Traceparent", "Prefer", "TE", "Via", "Expect", "Upgrade", "Sec-WebSocket-Key", "Proxy-Authorization", "Max-Forwards", "Access-Control-Request-Method",
];
const VALUES = [
  "127.0.0.1", "localhost", "DELETE", "admin", "OWNER", "true", "1", "/healthz", "../../../../etc/passwd", "' OR '1'='1' --", "';select pg_sleep(5)--", "${jndi:ldap://127.0.0.1:9/x}", "{{7*7}}",
  "<script>alert(1)</script>", "() { :;}; echo vulnerable", "%0d%0aX-Injected: yes", "*/*;q=99999", "bytes=0-99999999999999999999", "W/\"1\"", "application/xml", "text/html", "gzip, br", "websocket", "null",
  "-1", "99999999999999999999", "a=b; ".repeat(400).trim(), "x".repeat(4_000), "\u00e9\u4e2d\u0301", "%00",
];

type Result = { input: Record<string, string>; status: number; url: string };
type Words = Record<string, readonly string[]>;
type Raw = { method?: string; path: string; headers?: Record<string, string>; words: Words };

/** Sends the request with each combination of the words in the places of their names. */
const fuzz = async (target: ScanTarget, name: string, { method = "GET", path, headers = {}, words }: Raw): Promise<Result[]> => {
  const at = (ending: string): string => join(target.directory, `ffuf-${name}.${ending}`);
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${new URL(target.url).host}`, ...Object.entries(headers).map((header) => header.join(": ")), "", ""];
  await writeFile(at("request"), lines.join("\r\n"), { mode: 0o600 });
  const lists: string[] = [];
  for (const [key, list] of Object.entries(words)) {
    await writeFile(at(key), list.join("\n"));
    lists.push("-w", `${at(key)}:${key}`);
  }
  const { output, cut } = await runFor(LONGEST, "ffuf", [
    "-request", at("request"), "-request-proto", "http", ...lists, "-mc", "all", "-t", "4", "-timeout", "3", "-s", "-o", at("json"), "-of", "json",
  ], { environment: { HOME: target.directory } });
  expect(!cut, `ffuf ends with ${name} within ${LONGEST} s`);
  const { results } = JSON.parse(await readFile(at("json"), "utf8").catch(() => expect(false, `ffuf writes what it found: ${output}`) as never)) as { results: Result[] };
  const sent = Object.values(words).reduce((product, list) => product * list.length, 1);
  expect(results.length >= sent - Math.ceil((sent * UNANSWERED) / 1_000), `of ${sent} requests of ${name} all are answered but a few, not ${results.length}`);
  return results;
};

const literal = (method: string): string[] => CONTRACT.filter((operation) => operation.method.toUpperCase() === method && !operation.path.includes("{")).map(({ path }) => path);
const methodsOf = (path: string): string[] => {
  const methods = CONTRACT.filter((operation) => filled(operation.path) === path).map(({ method }) => method.toUpperCase());
  return [...methods, "OPTIONS", ...(methods.includes("GET") ? ["HEAD"] : [])];
};
const filled = (path: string): string => path.replaceAll(/\{\w+\}/g, "x_missing");

const expectAll = (results: readonly Result[], allows: (result: Result) => boolean, what: string): void => {
  const wrong = results.filter((result) => !allows(result));
  expect(wrong.length === 0, `${what}; ${wrong.slice(0, 10).map(({ input, url, status }) => `${JSON.stringify(input)} ${url} ${status}`).join("; ")}`);
};

const run = async (): Promise<string> => {
  const target = await startTarget();
  try {
    const found: [string, Result[]][] = [];
    const note = async (name: string, raw: Raw, allows: (result: Result) => boolean, what: string): Promise<Result[]> => {
      const results = await fuzz(target, name, raw);
      expectAll(results, allows, what);
      found.push([what, results]);
      return results;
    };
    const { headers } = await target.signIn();
    // The reference of the API is a page for people, and no operation.
    const known = new Set([...literal("GET"), "/docs"]);
    const FUZZ = (await readFile(new URL("words.txt", import.meta.url), "utf8")).trim().split("\n");
    const hidden = ({ url, status }: Result): boolean => REFUSED.includes(status) || known.has(url.slice(target.url.length));
    const NOTHING = "no path answers but the contract's";
    const seen = await note("root", { path: "/FUZZ", headers, words: { FUZZ } }, hidden, `${NOTHING}, under /`);
    expect(["openapi.json", "healthz"].every((word) => seen.some(({ input, status }) => input["FUZZ"] === word && status === 200)), "ffuf finds the paths that are there");
    const below = ["/api", "/api/auth", "/api/patients", "/api/observations", `/api/patients/${target.rows.patientId}`, `/api/organizations/${target.rows.orgId}`, "/api/billing", "/fhir", "/.well-known"];
    for (const [at, prefix] of below.entries()) {
      const listed = CONTRACT.filter(({ method, path }) => method === "get" && path.includes("{")).map(({ path }) => path.replace("{orgId}", target.rows.orgId!).replace("{id}", target.rows.patientId!));
      await note(`below-${at}`, { path: `${prefix}/FUZZ`, headers, words: { FUZZ } }, (result) => hidden(result) || listed.includes(result.url.slice(target.url.length)), `${NOTHING}, under ${prefix.replaceAll(/\/\w+_\w+/g, "/{id}")}`);
    }
    await note("nobody", { path: "/api/FUZZ", words: { FUZZ } }, ({ status }) => REFUSED.includes(status), "nobody is let in under /api");
    const ENDING = ["/", "//", ".bak", ".old", ".orig", "~", ".json", ".html", ".php", "%20", "%00", ";x", "/.", "/..;/", "%2f"];
    await note("endings", { path: "PATHENDING", headers, words: { PATH: literal("GET").filter((path) => path !== "/api/events"), ENDING } },
      // What comes after it is taken for an organization's id, of which the caller is no member.
      ({ input, status }) => REFUSED.includes(status) || (status === 403 && input["PATH"] === "/api/organizations"), "no path of the contract answers with an ending");

    const LEAVE = "/api/auth/logout";
    const paths = [...new Set(CONTRACT.map(({ path }) => filled(path)))].filter((path) => path !== LEAVE && path !== "/api/events");
    const allowed = ({ input, status }: Result): boolean =>
      methodsOf(input["PATH"]!).includes(input["METHOD"]!) ? status < 500 : [400, 404, 405].includes(status);
    for (const [name, PATH] of [["methods", paths], ["methods-of-logout", [LEAVE]]] as const) {
      await note(name, { method: "METHOD", path: "PATH", headers, words: { PATH, METHOD: METHODS } }, allowed, `no method answers but the contract's (${PATH.length} paths)`);
    }

    const again = (await target.signIn()).headers;
    const patient = `/api/patients/${target.rows.patientId}`;
    const before = await call(target.url, "GET", patient, undefined, again);
    const words = { NAME: HEADERS, VALUE: VALUES };
    await note("headers", { path: patient, headers: { ...again, NAME: "VALUE" }, words }, ({ status }) => [200, 304, 400, 417, 431].includes(status), "no header changes what a request does");
    await note("headers-nobody", { path: patient, headers: { NAME: "VALUE" }, words }, ({ status }) => [400, 401, 417, 431].includes(status), "no header lets nobody in");
    const after = await call(target.url, "GET", patient, undefined, again);
    expect(before.status === 200 && after.text === before.text, "the patient is as before");

    const verdict = await target.judge();
    const sent = found.reduce((total, [, results]) => total + results.length, 0);
    await writePage("ffuf", [
      "# ffuf", "", `ffuf ${versionOf("ffuf", "-V")} with the ${FUZZ.length} words of \`test/extended/words.txt\`, ${METHODS.length} methods, ${HEADERS.length} headers and ${VALUES.length} values of each, on ${occasion()}.`, "",
      `Found: nothing. The server: ${verdict}.`, "",
      ...table(["what holds", "requests", "answers"], found.map(([what, results]) => [what, results.length, statuses(results)])),
    ]);
    return `${sent} requests in ${found.length} runs, nothing found; ${verdict}`;
  } finally {
    await target.stop();
  }
};

const statuses = (results: readonly Result[]): string => {
  const counts = new Map<number, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].toSorted(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`).join(", ");
};

export const ffuf: Part = {
  name: "ffuf",
  shows: "with words, methods and headers of its own, ffuf finds no path and no method but the contract's, and no header that lets anybody in",
  needs: [program("ffuf", "ffuf", "-V")],
  pages: ["ffuf.md"],
  run,
};
