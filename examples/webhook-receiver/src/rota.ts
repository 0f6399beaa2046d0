import { readFile } from "node:fs/promises";

/** Who is on call from when to when (instants, the end not included), and where they are paged. */
export type Shift = { from: string; to: string; name: string; pager: string };

/** Read at each page: a rota that was changed holds at once. */
export const findOnCall = async (path: string, at: Date): Promise<Shift> => {
  const shifts = JSON.parse(await readFile(path, "utf8")) as Shift[];
  const shift = shifts.find(({ from, to }) => Date.parse(from) <= at.getTime() && at.getTime() < Date.parse(to));
  if (shift === undefined) throw new Error(`Nobody is on call at ${at.toISOString()}: add a shift to ${path}.`);
  return shift;
};
