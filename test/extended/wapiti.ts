import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { occasion, table, writePage } from "./evidence.js";
import { program } from "./needs.js";
import { runFor, versionOf } from "./part.js";
import type { Part } from "./part.js";
import { pathOf, requestFor, SCANNED } from "./scan-requests.js";
import { startTarget } from "./scan-target.js";
import { expect } from "./smoke.js";

/** Seconds: of looking around, of each module, of all. */
const LOOKING = 30;
const ATTACK = 20;
const LONGEST = 480;
/** Fewer than so many requests were no scan. */
const FEWEST = 2_000;
// All there are, but for those that ask a server of wapiti's makers or load a list from elsewhere (ssrf, xxe, nikto, wapp), and
// the one for forms with a password, which an API has none of (brute_login_form).
const MODULES = [
  "backup", "blindsql", "buster", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "methods", "permanentxss", "redirect", "shellshock", "sql", "xss",
];

type Finding = { method: string; path: string; info: string; level: number; parameter: string };
type Report = { vulnerabilities: Record<string, Finding[]>; anomalies: Record<string, Finding[]>; infos: { version: string } };

/** What wapiti counts as a finding and is meant to be so; each with the reason. */
const MEANT: readonly { kind: string; info: RegExp; reason: string }[] = [
  { kind: "HTTP Secure Headers", info: /X-Frame-Options is not set/, reason: "the policy's `frame-ancestors 'none'` takes its place (CSP level 2)" },
  { kind: "HTTP Secure Headers", info: /X-XSS-Protection is not set/, reason: "browsers have dropped it, since it opened holes of its own; `default-src 'none'` takes its place" },
];

const run = async (): Promise<string> => {
  const target = await startTarget();
  try {
    const file = join(target.directory, "wapiti.json");
    const { headers } = await target.signIn();
    // Wapiti finds its way by links, which an API has none of: each operation that reads is named.
    const starts: string[] = [];
    for (const operation of SCANNED.filter(({ method }) => method === "get")) starts.push(target.url + pathOf(await requestFor(operation, target)));
    const { output, cut } = await runFor(LONGEST, "wapiti", [
      "-u", `${target.url}/`, ...starts.flatMap((start) => ["-s", start]), "--scope", "domain", "-m", MODULES.join(), "--max-scan-time", String(LOOKING), "--max-attack-time", String(ATTACK),
      ...Object.entries(headers).flatMap((header) => ["-H", header.join(": ")]), "-f", "json", "-o", file, "--no-bugreport", "--flush-session", "-v", "0", "-t", "10",
      "--store-session", join(target.directory, "wapiti"), "--store-config", join(target.directory, "wapiti"),
    ], { environment: { HOME: target.directory } });
    expect(!cut, `wapiti ends within ${LONGEST} s`);
    const report = JSON.parse(await readFile(file, "utf8").catch(() => expect(false, `wapiti writes a report: ${output}`) as never)) as Report;
    const found = [report.vulnerabilities, report.anomalies].flatMap((kinds) => Object.entries(kinds).flatMap(([kind, findings]) => findings.map((finding) => ({ kind, ...finding }))));
    const reasonFor = ({ kind, info }: (typeof found)[number]): string | undefined => MEANT.find((meant) => meant.kind === kind && meant.info.test(info))?.reason;
    const wrong = found.filter((finding) => finding.level >= 1 && !reasonFor(finding));
    expect(wrong.length === 0, `wapiti finds nothing that is not meant: ${wrong.slice(0, 10).map(({ kind, level, method, path, info }) => `${kind} (${level}) ${method} ${path}: ${info}`).join("; ")}`);
    const counts = target.tally();
    const requests = Object.values(counts).reduce((total, count) => total + count, 0);
    expect(requests > FEWEST, `wapiti scans: ${requests} requests`);
    const verdict = await target.judge();
    await writePage("wapiti", [
      "# wapiti", "", `wapiti ${versionOf("wapiti", "--version")}, started at each of ${starts.length} operations that read, with real tokens, on ${occasion()}.`, "",
      `Modules: ${MODULES.join(", ")}.`, "", `Found: ${found.length ? "what follows, all of it meant" : "nothing"}. The server: ${verdict}.`,
      ...(found.length ? ["", ...table(["kind", "where", "what", "why it is meant"], found.map((finding) => [finding.kind, `${finding.method} ${finding.path}`, finding.info, reasonFor(finding) ?? "level 0"]))] : []),
    ]);
    return `${starts.length} starts, ${MODULES.length} modules, ${found.length} findings, all meant; ${verdict}`;
  } finally {
    await target.stop();
  }
};

export const wapiti: Part = {
  name: "wapiti",
  shows: "wapiti, started at every operation that reads with a real token, finds nothing",
  needs: [program("wapiti", "wapiti")],
  pages: ["wapiti.md"],
  run,
};
