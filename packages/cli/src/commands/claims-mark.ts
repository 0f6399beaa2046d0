import { ApiError } from "@vitaledge/sdk";
import type { BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode } from "../flags.js";
import { confirm } from "../input/confirm.js";
import { readAll } from "../input/stdin.js";
import { printRows } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Options = { status: string; denialCodes?: string; payerClaimNumber?: string };
type Patch = BodyOf<"updateClaim">;
type Outcome = { id: string; result: string };

/** The most that one request marks. */
const CHUNK = 1_000;

export const markClaims: Run<Options> = async (context, options, given) => {
  const ids = await readIds(context, given);
  const patch = toPatch(options, ids.length);
  if (patch.status === "VOIDED") await confirm(context, `${ids.length} lines are marked VOIDED, which is the end of them.`);
  const { status, ...more } = patch;
  const outcomes = Object.keys(more).length === 0 ? await markAll(context, ids, status) : await markEach(context, ids, patch);
  await printRows(context, outcomes, [{ path: "id" }, { path: "result" }]);
  const changed = outcomes.filter(({ result }) => result === status).length;
  if (changed === outcomes.length) return EXIT.done;
  context.note(`${outcomes.length - changed} of ${outcomes.length} lines were not changed.`);
  return changed === 0 ? EXIT.rejected : EXIT.partial;
};

async function readIds({ stdin }: Context, given: readonly string[]): Promise<string[]> {
  const words = given.includes("-") ? [...given.filter((id) => id !== "-"), ...(await readAll(stdin)).split(/\s+/)] : given;
  const ids = [...new Set(words.filter((id) => id !== ""))];
  if (ids.length === 0) throw new UsageError("No claim line is named.");
  return ids;
}

function toPatch({ status, denialCodes, payerClaimNumber }: Options, count: number): Patch {
  if (payerClaimNumber !== undefined && count > 1) throw new UsageError("A payer's control number is one claim's.", "Mark its line alone.");
  return {
    status: toCode(status) as Patch["status"],
    ...(denialCodes !== undefined && { denialCodes: denialCodes.split(",").map((code) => code.trim().toUpperCase()) }),
    ...(payerClaimNumber !== undefined && { payerClaimNumber }),
  };
}

async function markAll(context: Context, ids: readonly string[], status: Patch["status"]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) {
    const body = { ids: ids.slice(at, at + CHUNK), status };
    const { updated, skipped } = await context.client().billing.claims.mark(body, { signal: context.signal });
    outcomes.push(...updated.map((id) => ({ id, result: status })), ...skipped.map(({ id, code }) => ({ id, result: code })));
  }
  return outcomes;
}

/** Codes and numbers are said of a line by itself; one that is refused keeps none of the others. */
async function markEach(context: Context, ids: readonly string[], patch: Patch): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    try {
      const { status } = await context.client().billing.claims.update(id, patch, { signal: context.signal });
      outcomes.push({ id, result: status });
    } catch (error) {
      if (!(error instanceof ApiError) || ![404, 409].includes(error.status)) throw error;
      outcomes.push({ id, result: error.code ?? String(error.status) });
    }
  }
  return outcomes;
}
