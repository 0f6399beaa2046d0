import type { QueryOf } from "@vitaledge/sdk";
import { readWords } from "../input/ids.js";
import { answers, lists } from "./runs.js";

type Trend = QueryOf<"getPatientTrends">;

export const list = lists<"listObservations">("observations list", ({ observations }, query, { call }) => observations.list(query, call));
export const get = answers("observations get", ({ observations }, { ids: [id], call }) => observations.get(id, call));
export const trends = answers<Omit<Trend, "metricDefinitionId"> & { metric: string }>(
  "observations trends", ({ observations }, { ids: [patient], call }, { metric, interval, from, to }) =>
    observations.trends(patient, {
      metricDefinitionId: metric, ...(interval !== undefined && { interval }), ...(from !== undefined && { from }), ...(to !== undefined && { to }),
    }, call));
export const voidObservation = answers<{ reason?: string }>("observations void", async ({ observations }, { ids: [id], call, context }, { reason }) => {
  const words = await readWords(context, reason);
  return observations.void(id, words === undefined ? {} : { reason: words }, call);
});
