import type { BodyOf } from "@vitaledge/sdk";
import { readWords } from "../input/ids.js";
import { answers, lists } from "./runs.js";

type Work = { activity: string; role: string; interactive?: boolean; note?: string };
type Logged = Work & { for: number; startedAt?: string; alert?: string; supervisedBy?: string };
type Start = BodyOf<"startTimeEntry">;

export const list = lists<"listTimeEntries">("time list", ({ timeEntries }, query, { call }) => timeEntries.list(query, call));
export const get = answers("time get", ({ timeEntries }, { ids: [id], call }) => timeEntries.get(id, call));

export const begin = answers<Work>("time start", async ({ timeEntries }, { ids: [enrollmentId], call, context }, { activity, role, interactive, note }) => {
  const words = await readWords(context, note);
  return timeEntries.start({
    enrollmentId, activity: activity as Start["activity"], staffRole: role as Start["staffRole"],
    ...(interactive !== undefined && { interactive }), ...(words !== undefined && { note: words }),
  }, call);
});

export const stop = answers<{ interactive?: boolean; note?: string }>("time stop", async ({ timeEntries }, { call, context }, { interactive, note }) => {
  const words = await readWords(context, note);
  return timeEntries.stop({ ...(interactive !== undefined && { interactive }), ...(words !== undefined && { note: words }) }, call);
});

export const log = answers<Logged>("time log", async ({ timeEntries }, { ids: [enrollmentId], call, context }, options) => {
  const { activity, role, interactive, note, for: milliseconds, startedAt, alert, supervisedBy } = options;
  const words = await readWords(context, note);
  return timeEntries.create({
    enrollmentId, activity: activity as Start["activity"], staffRole: role as Start["staffRole"],
    startedAt: startedAt ?? new Date(Date.now() - milliseconds).toISOString(), durationSeconds: Math.round(milliseconds / 1_000),
    ...(interactive !== undefined && { interactive }), ...(words !== undefined && { note: words }),
    ...(alert !== undefined && { alertId: alert }), ...(supervisedBy !== undefined && { supervisedBy }),
  }, call);
});

export const voidEntry = answers<{ reason?: string }>("time void", async ({ timeEntries }, { ids: [id], call, context }, { reason }) => {
  const words = await readWords(context, reason);
  return timeEntries.void(id, words === undefined ? {} : { reason: words }, call);
});
