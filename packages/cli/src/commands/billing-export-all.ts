import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AbortError } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { describeFailure, renderFailure } from "../errors.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { formatOf } from "../output/print.js";
import { UsageError } from "../usage-error.js";
import { exportOne } from "./billing-export.js";
import type { Order } from "./billing-export.js";

/** From mild to bad: what a run over several organizations ends with is the worst of theirs. */
const SEVERITY: readonly ExitCode[] = [
  EXIT.done, EXIT.partial, EXIT.usage, EXIT.notFound, EXIT.permission, EXIT.rejected, EXIT.login, EXIT.rateLimit, EXIT.network, EXIT.server,
  EXIT.integrity, EXIT.failure,
];

/** One file an organization of the caller's; one that fails is told and keeps none of the others from theirs. */
export async function exportAll(context: Context, order: Order): Promise<ExitCode> {
  const nameFile = chooseNames(context, order);
  let worst: ExitCode = EXIT.done;
  for await (const { id } of context.client().organizations.list({}, { signal: context.signal })) {
    // It becomes part of a path, and a server must not choose the folder.
    if (!/^[\w-]+$/.test(id)) throw new UsageError(`'${id}' cannot be part of a file's name.`);
    const code = await exportTold(context, order, id, nameFile(id));
    if (SEVERITY.indexOf(code) > SEVERITY.indexOf(worst)) worst = code;
  }
  return worst;
}

async function exportTold(context: Context, order: Order, organizationId: string, path: string): Promise<ExitCode> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return await exportOne(context, order, { organizationId, path });
  } catch (error) {
    if (error instanceof AbortError || context.signal.aborted) throw error;
    const failure = describeFailure(error);
    const isJson = formatOf(context) === "json";
    context.stderr.write(isJson ? `${JSON.stringify({ organizationId, ...failure })}\n` : `${organizationId}: ${renderFailure(failure, false)}`);
    return failure.exitCode;
  }
}

/** `{org}` in the name is the organization; a name without it is a folder. */
function chooseNames({ flags }: Context, { month, format }: Order): (organizationId: string) => string {
  const { output } = flags;
  if (output === undefined || output === "-") throw new UsageError("Each organization has a file of its own.", "Give -o FOLDER, or -o with {org} in the name.");
  if (output.includes("{org}")) return (organizationId) => output.replaceAll("{org}", organizationId);
  return (organizationId) => join(output, `billing-${organizationId}-${month}.${format === "837p" ? "837" : format}`);
}
