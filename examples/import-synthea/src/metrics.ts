import type { MetricDefinition, VitalEdge } from "@vitaledge/sdk";
import { codesOf } from "./fhir.js";
import type { CodeableConcept } from "./fhir.js";

const LOINC = "http://loinc.org";

/** Which metric a LOINC code stands for in this organization. */
export type MetricIndex = (concept: CodeableConcept | undefined) => string | undefined;

export const indexMetrics = async (ve: VitalEdge): Promise<MetricIndex> => {
  const byCode = new Map<string, string>();
  const others: MetricDefinition[] = [];
  for await (const metric of ve.metricDefinitions.list({ limit: 200 })) {
    if (metric.loinc !== null) byCode.set(metric.loinc, metric.id);
    others.push(metric);
  }
  // A metric's own code comes before one that another is also coded as.
  for (const { id, alsoCodedAs } of others) {
    for (const code of alsoCodedAs) if (!byCode.has(code)) byCode.set(code, id);
  }
  return (concept) => codesOf(concept, LOINC).map((code) => byCode.get(code)).find((id) => id !== undefined);
};
