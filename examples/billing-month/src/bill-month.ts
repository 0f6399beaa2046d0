import { join } from "node:path";
import { ConflictError, type VitalEdge } from "@vitaledge/sdk";

export type Billed = {
  month: string;
  /** Whether this run closed it, or an earlier one. */
  closedNow: boolean;
  lines: number;
  held: number;
  files: { path: string; bytes: number; digest: string }[];
};

const FORMATS = { csv: "csv", "837p": "837" } as const;

/**
 * Closes the month and writes its files into the folder. It may run again at any time: a closed month stays as it was closed, and its
 * files come out byte for byte the same.
 */
export const billMonth = async (ve: VitalEdge, month: string, folder: string): Promise<Billed> => {
  const closedNow = await closeOnce(ve, month);
  const { totals } = await ve.billing.summary(month);
  const files: Billed["files"] = [];
  for (const [format, ending] of Object.entries(FORMATS) as [keyof typeof FORMATS, string][]) {
    // Whole and with the server's digest, or not there at all.
    const saved = await ve.billing.export(month, { format }).toFile(join(folder, `billing-${month}.${ending}`), { overwrite: true, resume: true, requireDigest: true });
    files.push({ path: saved.path, bytes: saved.bytes, digest: saved.digest });
  }
  return { month, closedNow, lines: totals.ready, held: totals.held, files };
};

const closeOnce = async (ve: VitalEdge, month: string): Promise<boolean> => {
  try {
    await ve.billing.close(month);
    return true;
  } catch (error) {
    if (error instanceof ConflictError && error.code === "month_closed") return false;
    throw error;
  }
};
