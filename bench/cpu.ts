import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of Linux' clock tick, which `/proc` counts in. */
const TICK = 10;

/** Of a process: its parent, and milliseconds of processor time, its own and of children that have ended. */
type Stat = { parent: number; used: number; ofChildren: number };

/** Undefined where the process has ended, or there is no `/proc`. */
const statOf = (pid: string | number): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name stands in brackets, and may hold any.
    const [, parent = 0, , , , , , , , , , user = 0, system = 0, childUser = 0, childSystem = 0] = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
    return { parent, used: TICK * (user + system), ofChildren: TICK * (childUser + childSystem) };
  } catch {
    return undefined;
  }
};

const processes = (): string[] => {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

/** Processor time of the server, and of all backends of the database of which `backend` is one, those that have ended too. */
export type Used = { server: number; database: number };

export const processorTime = (server: number, backend: number): Used => {
  const postmaster = statOf(backend)?.parent ?? 0;
  const backends = processes().map(statOf).filter((stat) => stat !== undefined && stat.parent === postmaster);
  return { server: statOf(server)?.used ?? 0, database: backends.reduce((sum, stat) => sum + (stat?.used ?? 0), statOf(postmaster)?.ofChildren ?? 0) };
};
