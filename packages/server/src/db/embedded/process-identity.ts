import { readFile } from "node:fs/promises";
import { codeOf } from "./files.js";

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

/**
 * Tells a process from a later one of the same number, which in a container is the rule after a restart: boot and time
 * of start. Empty where the system does not say.
 */
export const startOf = async (pid: number): Promise<string> => {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The program's name, the second field, stands in parentheses and may hold spaces; the start is field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${boot.trim()}/${fields[19] ?? ""}`;
  } catch {
    return "";
  }
};

/** False only where the system says for certain that another program has this number now, or another database. */
export const mayBePostgres = async (pid: number, directory: string): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    return words.includes(directory);
  } catch {
    return true;
  }
};
