import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { occasion, writePage } from "./evidence.js";
import { program } from "./needs.js";
import { runFor, versionOf } from "./part.js";
import type { Part } from "./part.js";
import { startTarget } from "./scan-target.js";
import { expect } from "./smoke.js";

/** Seconds. */
const LONGEST = 120;
/** Where such a program may have a debugger or metrics. */
const USUAL = [8080, 9090, 9100, 9229, 9464];
const NEAR = 10;
const SCRIPTS = ["http-methods", "http-headers", "http-trace", "http-security-headers", "http-server-header", "http-cors", "http-auth", "http-git"];
const BANNER = /^\|?\s*(?:server|x-powered-by|via|x-aspnet-version|x-generator):/im;

/** Ports on which a process listens, from the kernel. */
const portsOf = (pid: number): number[] => {
  const held = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1]));
  return ["tcp", "tcp6"].flatMap((kind) => readFileSync(`/proc/${pid}/net/${kind}`, "utf8").trim().split("\n").slice(1).map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === "0A" && held.has(fields[9])).map((fields) => Number.parseInt(fields[1]!.split(":")[1]!, 16)));
};

const readLink = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
};

const scan = async (args: string[]): Promise<string> => {
  const { output, code, cut } = await runFor(LONGEST, "nmap", ["-sT", "-Pn", "-n", ...args]);
  expect(code === 0 && !cut, `nmap ends within ${LONGEST} s: ${output}`);
  return output;
};
const openIn = (output: string): number[] => [...output.matchAll(/^(\d+)\/tcp\s+open/gm)].map(([, port]) => Number(port));

const run = async (): Promise<string> => {
  const target = await startTarget();
  try {
    const { port, pid } = target;
    const near = Array.from({ length: 2 * NEAR + 1 }, (_, at) => port - NEAR + at);
    const ours = portsOf(pid);
    expect(ours.join() === String(port), `the server listens on its port ${port} alone, not on ${ours.join(", ")}`);
    // Others on this machine have ports of their own: what is open and not ours by the kernel's word is theirs.
    const open = openIn(await scan(["-p", [...near, ...USUAL].join(), "127.0.0.1"]));
    expect(open.includes(port), "nmap sees the port that is open");
    const elsewhere = openIn(await scan(["-p", String(port), "127.0.0.2"]));
    expect(elsewhere.length === 0, "another address of the machine does not answer");

    const report = await scan(["-p", String(port), "--script", SCRIPTS.map((script) => `+${script}`).join(), "--script-args", "http-methods.url-path=/api/patients,http-methods.test-all=true", "127.0.0.1"]);
    expect(report.includes("http-security-headers:") && report.includes("http-headers:"), `the scripts ran: ${report}`);
    expect(!/TRACE is enabled|Potentially risky methods:.*(?:TRACE|CONNECT)/.test(report), `TRACE is refused: ${report}`);
    expect(!BANNER.test(report), `no answer says what the server runs on: ${report}`);
    expect(!report.includes("http-git:") && !report.includes("http-cors:"), `nothing is left lying about, and no other origin is let in: ${report}`);
    const methods = /Supported Methods: (.*)/.exec(report)?.[1]?.trim() ?? "";
    expect(methods !== "" && methods.split(" ").every((method) => ["GET", "HEAD", "POST", "OPTIONS"].includes(method)), `only what the contract has for /api/patients is there, not ${methods}`);
    const verdict = await target.judge();
    await writePage("nmap", [
      "# nmap", "", `nmap ${versionOf("nmap", "--version")} on ${occasion()}.`, "",
      `By the kernel the server listens on its port alone; nmap asked ${near.length + USUAL.length} ports near it and usual ones. The same port of 127.0.0.2 is closed.`, "",
      `Found: nothing. The server: ${verdict}.`, "", "```text", report.replaceAll(String(port), "PORT").trim(), "```",
    ]);
    return `1 port open, methods of /api/patients ${methods}, no banner, no TRACE; ${verdict}`;
  } finally {
    await target.stop();
  }
};

export const nmap: Part = {
  name: "nmap",
  shows: "nmap finds the server's port alone, on its address alone, without TRACE and without a banner",
  needs: [program("nmap", "nmap")],
  pages: ["nmap.md"],
  run,
};
