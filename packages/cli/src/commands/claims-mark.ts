import { ApiError } from "@vitaledge/sdk";
import type { BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { toCode } from "../flags.js";
import { confirm } from "../input/confirm.js";
import { readIds } from "../input/ids.js";
import { reportOutcomes } from "../output/outcomes.js";
import type { Outcome } from "../output/outcomes.js";
import { UsageError } from "../usage-error.js";

type Options = { status: string; denialCodes?: string; payerClaimNumber?: string };
type Patch = BodyOf<"updateClaim">;

/** The most that one request marks. */
const CHUNK = 1_000;

export const markClaims: Run<Options> = async (context, options, given) => {
  const ids = await readIds(context, given, "claim line");
  const patch = toPatch(options, ids.length);
  if (patch.status === "VOIDED") await confirm(context, `${ids.length} lines are marked VOIDED, which is the end of them.`);
  const { status, ...more } = patch;
  const outcomes = Object.keys(more).length === 0 ? await markAll(context, ids, status) : await markEach(context, ids, patch);
  return reportOutcomes(context, outcomes, status);
};

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
