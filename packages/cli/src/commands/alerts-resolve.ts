import { ApiError } from "@vitaledge/sdk";
import type { AnswerOf, BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { toCode } from "../flags.js";
import { COLUMNS } from "../generated/columns.js";
import { readAll } from "../input/stdin.js";
import { printRows } from "../output/print.js";

type Options = { outcome: string; note?: string };
type Body = BodyOf<"resolveAlert">;
type Alert = AnswerOf<"resolveAlert">;

export const resolveAlerts: Run<Options> = async (context, { outcome, note }, ids) => {
  const words = note === "-" ? (await readAll(context.stdin)).trim() : note;
  const body: Body = { outcome: toCode(outcome) as Body["outcome"], ...(words !== undefined && { note: words }) };
  const { resolved, refused } = await resolveEach(context, ids, body);
  if (resolved.length === 0) throw refused[0]?.error;
  await printRows(context, resolved, COLUMNS["alerts resolve"]);
  for (const { id, error } of refused) context.stderr.write(`${id} ${error.code ?? error.status}: ${error.message}\n`);
  return refused.length > 0 ? EXIT.partial : EXIT.done;
};

/** One refused alert keeps none of the others from being resolved. */
async function resolveEach(context: Context, ids: readonly string[], body: Body) {
  const resolved: Alert[] = [];
  const refused: { id: string; error: ApiError }[] = [];
  for (const id of ids) {
    try {
      resolved.push(await context.client().alerts.resolve(id, body, { signal: context.signal }));
    } catch (error) {
      if (!(error instanceof ApiError) || ![404, 409, 422].includes(error.status)) throw error;
      refused.push({ id, error });
    }
  }
  return { resolved, refused };
}
