import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { versionOf } from "./part.js";
import type { Need } from "./part.js";

const succeeds = (file: string, args: readonly string[]): boolean => spawnSync(file, args, { stdio: "ignore" }).status === 0;

/** `ask`: with which argument it tells its version. */
const installed = (name: string, from: string, ask: string): Need => ({
  what: `the program ${name} (${from})`,
  isThere: () => succeeds("/bin/sh", ["-c", 'command -v "$1"', "sh", name]),
  version: () => {
    const version = versionOf(name, ask);
    return version && `${name} ${version}`;
  },
});

export const program = (name: string, debianPackage: string, ask = "--version"): Need => installed(name, `Debian: ${debianPackage}`, ask);

/** One that Debian does not pack. */
export const foreignProgram = (name: string, from: string, ask = "--version"): Need => installed(name, `not in Debian: ${from}`, ask);

/** Which repository packs a release of PostgreSQL. */
const PACKED: Record<number, string> = { 15: "Debian 12: postgresql-15", 16: "apt.postgresql.org: postgresql-16", 17: "Debian 13: postgresql-17" };

export const postgres = (major: number): Need => {
  const path = `/usr/lib/postgresql/${major}/bin/initdb`;
  return { what: `PostgreSQL ${major} (${PACKED[major]})`, isThere: () => existsSync(path), version: () => `PostgreSQL ${versionOf(path, "--version")}` };
};

/** Fetched by npm when the part runs. */
export const npmPackage = (name: string): Need => ({
  what: `the npm package ${name}, from the registry`,
  isThere: () => succeeds("npm", ["view", name, "version"]),
});

export const root: Need = { what: "to be run as root", isThere: () => process.getuid?.() === 0 };

/** A kernel that lets this shell script run in namespaces of its own, as root. */
export const kernel = (what: string, namespaces: readonly string[], script: string): Need => ({
  what: `a kernel with ${what}`,
  isThere: () => succeeds("unshare", [...namespaces, "sh", "-c", script]),
});
