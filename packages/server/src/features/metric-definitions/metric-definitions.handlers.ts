import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentMetric } from "./metric-definitions.present.js";
import { createMetric, findMetrics, getMetric, updateMetric } from "./metric-definitions.service.js";

type MetricDefinitionHandlers = Pick<Handlers,
  "listMetricDefinitions" | "createMetricDefinition" | "getMetricDefinition" | "updateMetricDefinition">;

export const metricDefinitionHandlers: MetricDefinitionHandlers = {
  listMetricDefinitions: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => findMetrics(tx, query)), presentMetric),
  }),

  createMetricDefinition: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const metric = presentMetric(await createMetric(tx, body));
      return { status: 201, body: metric, headers: { Location: `/api/metric-definitions/${metric.id}` } };
    }),

  getMetricDefinition: async ({ path }, scope) => ({
    status: 200,
    body: presentMetric(await scope.withTenant((tx) => getMetric(tx, path.id))),
  }),

  updateMetricDefinition: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentMetric(await updateMetric(tx, path.id, body, ifMatch)) })),
};
