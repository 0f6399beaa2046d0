/** FHIR's operations: HL7 says what their bodies are, the server's tables what they do. The rules of the REST API are not theirs. */
export const isFhir = (location) => location.source.absoluteRef.endsWith("openapi/paths/fhir.yaml");
