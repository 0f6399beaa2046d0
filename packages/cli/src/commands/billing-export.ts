import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { checkOutput, isStream, writeDownload } from "../output/export-file.js";
import type { Written } from "../output/export-file.js";
import type { FileFormat } from "../output/row-counter.js";
import { UsageError } from "../usage-error.js";

type Options = {
  month: string; status?: string; allowHeld?: boolean; force?: boolean; resume?: boolean; verify?: boolean; allOrgs?: boolean;
};
export type Order = Omit<Options, "status" | "allOrgs"> & { format: FileFormat; status: "ready" | "all" };

export const exportBilling: Run<Options> = async (context, { allOrgs, ...options }) => {
  const order = { ...options, format: chooseFormat(context), status: chooseStatus(options.status) };
  if (allOrgs === true) return (await import("./billing-export-all.js")).exportAll(context, order);
  return exportOne(context, order, { path: context.flags.output });
};

/** The month of one organization: the client's own, or the one that is named. */
export async function exportOne(
  context: Context, order: Order, { organizationId, path }: { organizationId?: string; path: string | undefined },
): Promise<ExitCode> {
  const { month, format, status, allowHeld, force } = order;
  await checkOutput(context, path, force === true);
  const { billing } = context.client();
  const options = { organizationId, signal: context.signal };
  // Asked before the file: a month that is none leaves nothing behind.
  const totals = allowHeld === true && format !== "837p" ? undefined : (await billing.summary(month, {}, options)).totals;
  const written = await writeDownload(context, billing.export(month, { format, status }, options), path, order);
  const unclaimed = totals === undefined ? 0 : countUnclaimed(totals, format, written);
  const held = totals === undefined || allowHeld === true ? 0 : totals.held + unclaimed;
  report(context, { path: isStream(path) ? null : path, ...(organizationId !== undefined && { organizationId }), ...written, held, ...(unclaimed > 0 && { unclaimed }) });
  return held > 0 ? EXIT.partial : EXIT.done;
}

/** A claim needs more than a row does, a charge first of all: what is ready and not in the claim file is held there. */
function countUnclaimed({ ready }: { ready: number }, format: FileFormat, { rows }: Written): number {
  return format === "837p" ? Math.max(0, ready - (rows ?? 0)) : 0;
}

function chooseFormat({ flags }: Context): FileFormat {
  const format = flags.json === true ? "json" : (flags.format ?? "csv");
  if (format === "table") throw new UsageError("An export is csv, json, ndjson, xlsx or 837p.");
  return format;
}

function chooseStatus(status = "ready"): "ready" | "all" {
  if (status === "ready" || status === "all") return status;
  throw new UsageError(`'${status}' is no status of an export: ready or all.`);
}

type Report = Written & { path: string | null; organizationId?: string; held: number; unclaimed?: number };

function report({ flags, note }: Context, told: Report): void {
  if (flags.json === true || flags.format === "json") return note(JSON.stringify(told));
  const { path, rows, bytes, sha256, held, unclaimed = 0 } = told;
  note(`${path ?? "stdout"}: ${rows === null ? "" : `${rows} rows, `}${bytes} bytes, SHA-256 ${sha256}`);
  if (unclaimed > 0) note(`${unclaimed} ready lines are not in the claim file, which needs a charge for each: vitaledge org charges show; vitaledge billing readiness names other fields.`);
  if (held > 0) note(`${held} lines are held: see vitaledge billing summary; --allow-held takes them as they are.`);
}
