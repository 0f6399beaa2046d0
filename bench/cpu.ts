import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of Linux' clock tick, which `/proc` counts in. */
const TICK = 10;

/** Parent, and milliseconds of processor time, of a process; undefined where it has ended, or there is no `/proc`. */
const statOf = (pid: string | number): { parent: number; used: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name stands in brackets, and may hold any.
    const [, parent, , , , , , , , , , user, system] = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
    return { parent: parent ?? 0, used: TICK * ((user ?? 0) + (system ?? 0)) };
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

/** Processor time of the server, and of all backends of the database of which `backend` is one. */
export type Used = { server: number; database: number };

export const processorTime = (server: number, backend: number): Used => {
  const postmaster = statOf(backend)?.parent;
  const backends = processes().map(statOf).filter((stat) => stat !== undefined && stat.parent === postmaster);
  return { server: statOf(server)?.used ?? 0, database: backends.reduce((sum, stat) => sum + (stat?.used ?? 0), 0) };
};
