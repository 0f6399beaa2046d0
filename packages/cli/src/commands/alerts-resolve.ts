import type { BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { confirm } from "../input/confirm.js";
import { readIds, readWords } from "../input/ids.js";
import { reportOutcomes } from "../output/outcomes.js";
import type { Outcome } from "../output/outcomes.js";
import { printAnswer } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Time = { time?: number; activity?: string; role?: string; interactive?: boolean };
type Match = { patient?: string; metric?: string; severity?: string[]; from?: string; to?: string };
type Options = Time & Match & { outcome: string; note?: string };
type Body = BodyOf<"resolveAlert">;
type ByFilter = Extract<BodyOf<"bulkResolveAlerts">, { filter: unknown }>;

/** As many as a request takes. */
const CHUNK = 1_000;

export const resolveAlerts: Run<Options> = async (context, options, given) => {
  const { outcome, note, ...more } = options;
  const words = await readWords(context, note);
  const resolution = { outcome, ...(words !== undefined && { note: words }) } as Body;
  const filter = toFilter(more);
  if (given.length === 0 && Object.keys(filter).length > 0) return resolveMatching(context, filter, resolution);
  if (Object.keys(filter).length > 0) throw new UsageError("Alerts are resolved by their ids, or by what matches, and not by both.");
  const ids = await readIds(context, given, "alert");
  const timeEntry = toTimeEntry(more);
  if (ids.length > 1 && timeEntry !== undefined) throw new UsageError("Time is logged with one alert.", "Name one alert, or leave out --time.");
  const [id = ""] = ids;
  return ids.length > 1 ? resolveMany(context, ids, resolution) : resolveOne(context, id, { ...resolution, ...(timeEntry !== undefined && { timeEntry }) });
};

async function resolveOne(context: Context, id: string, body: Body): Promise<ExitCode> {
  await printAnswer(context, await context.client().alerts.resolve(id, body, { signal: context.signal }), COLUMNS["alerts resolve"]);
  return EXIT.done;
}

async function resolveMany(context: Context, ids: readonly string[], resolution: Body): Promise<ExitCode> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) outcomes.push(...(await resolveBulk(context, { ...resolution, alertIds: ids.slice(at, at + CHUNK) })).outcomes);
  return reportOutcomes(context, outcomes, "RESOLVED");
}

/** As many requests as there are thousands. */
async function resolveMatching(context: Context, filter: ByFilter["filter"], resolution: Body): Promise<ExitCode> {
  await confirm(context, `Every alert that matches and is not resolved yet is resolved as ${resolution.outcome}.`);
  const all: Outcome[] = [];
  for (;;) {
    const { outcomes, remaining } = await resolveBulk(context, { ...resolution, filter });
    all.push(...outcomes);
    if (remaining === 0 || outcomes.length === 0) break;
  }
  if (all.length === 0) context.note("No alert matches.");
  return all.length === 0 ? EXIT.done : reportOutcomes(context, all, "RESOLVED");
}

async function resolveBulk(context: Context, body: BodyOf<"bulkResolveAlerts">): Promise<{ outcomes: Outcome[]; remaining: number }> {
  const { resolved, skipped, remaining } = await context.client().alerts.bulkResolve(body, { signal: context.signal });
  return { remaining, outcomes: [...resolved.map((id) => ({ id, result: "RESOLVED" })), ...skipped.map(({ id, code }) => ({ id, result: code }))] };
}

function toFilter({ patient, metric, severity, from, to }: Match): ByFilter["filter"] {
  return {
    ...(patient !== undefined && { patientId: patient }),
    ...(metric !== undefined && { metricDefinitionId: metric }),
    ...(severity !== undefined && { severity: severity as NonNullable<ByFilter["filter"]["severity"]> }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function toTimeEntry({ time, activity = "CALL", role = "CLINICAL_STAFF", interactive }: Time): Body["timeEntry"] {
  if (time === undefined) return undefined;
  return {
    startedAt: new Date(Date.now() - time).toISOString(), durationSeconds: Math.round(time / 1_000),
    activity, staffRole: role, ...(interactive === true && { interactive }),
  } as Body["timeEntry"];
}
