import { answers, lists, sends } from "./runs.js";

export const list = lists<"listMetricDefinitions">("metrics list", ({ metricDefinitions }, query, { call }) => metricDefinitions.list(query, call));
export const get = answers("metrics get", ({ metricDefinitions }, { ids: [id], call }) => metricDefinitions.get(id, call));
export const create = sends("metrics create", "createMetricDefinition", 0, ({ metricDefinitions }, body, { call }) => metricDefinitions.create(body, call));
export const update = sends("metrics update", "updateMetricDefinition", 1, ({ metricDefinitions }, body, { ids: [id], call }) => metricDefinitions.update(id, body, call));
