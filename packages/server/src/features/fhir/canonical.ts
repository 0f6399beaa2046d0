/** Under which the platform's own definitions are known. */
export const CANONICAL = "https://vitaledge.dev/fhir";

export const METRIC_CODES = `${CANONICAL}/CodeSystem/metric-definition`;
export const METRIC_SET = `${CANONICAL}/ValueSet/metric-definition`;
