import type { Placed } from "./document.js";

/** Where the method does not follow from method and path. */
const SDK: Record<string, string> = {
  fhirCapabilities: "capabilities()",
  fhirBundle: 'transaction({ resourceType: "Bundle", type: "transaction", entry: [] })',
  fhirSearch: 'search("Patient", { name: "Example" })',
  fhirSearchByPost: 'search("Patient", { name: "Example" })',
  fhirCreate: 'create({ resourceType: "Patient", name: [{ family: "Example" }] })',
  fhirConditionalUpdate: 'update({ resourceType: "Patient", active: false }, { where: { identifier: "urn:mrn|1" } })',
  fhirConditionalPatch: 'patch("Patient", { identifier: "urn:mrn|1" }, [{ op: "replace", path: "/active", value: false }])',
  fhirConditionalDelete: 'delete("Patient", { identifier: "urn:mrn|1" })',
  fhirHistoryType: 'history("Patient")',
  fhirRead: 'read("Patient", "patient-abc123")',
  fhirUpdate: 'update({ resourceType: "Patient", id: "patient-abc123", active: false })',
  fhirPatch: 'patch("Patient", "patient-abc123", [{ op: "replace", path: "/active", value: false }])',
  fhirDelete: 'delete("Patient", "patient-abc123")',
  fhirHistory: 'history("Patient", "patient-abc123")',
  fhirVread: 'vread("Patient", "patient-abc123", "1")',
  fhirCompartment: 'search("Observation", { patient: "patient-abc123" })',
  fhirEverything: 'everything("patient-abc123")',
  fhirLastN: 'lastn({ patient: "patient-abc123", category: "vital-signs" })',
  fhirValidate: 'validate({ resourceType: "Patient", active: true })',
  fhirExport: "export()",
  fhirExportPatients: 'export({ patients: "all" })',
  fhirExportGroup: 'export({ group: "rpm" })',
};
const LISTS = /\.(search|history|everything|lastn)\(/;

export function writeFhirSdk(placed: Placed): string {
  const { method, operation: { operationId } } = placed;
  const path = JSON.stringify(fillFhir(placed).replace("/fhir/R4/", ""));
  const call = `fhirOf(ve).${SDK[operationId] ?? (method === "post" ? `operation(${path}, { resourceType: "Parameters" })` : `operation(${path})`)}`;
  return LISTS.test(call) ? `for await (const entry of ${call}) console.log(entry.resource);` : `const answer = await ${call};`;
}

const CLI: Record<string, string> = {
  fhirRead: "read Patient/patient-abc123", fhirSearch: "search Patient name=Example", fhirSearchByPost: "search Patient name=Example",
  fhirCreate: "create patient.json", fhirUpdate: "update patient.json", fhirBundle: "transaction bundle.json",
  fhirExport: "export --out export", fhirExportPatients: "export --patient all --out export", fhirExportGroup: "export --group rpm --out export",
};

/** Undefined where there is no command but `vitaledge api`. */
export function writeFhirCli({ operation: { operationId } }: Placed): string | undefined {
  const command = CLI[operationId];
  return command && `vitaledge fhir ${command}`;
}

const VALUES: Record<string, string> = { type: "Patient", id: "patient-abc123", vid: "1" };

export function fillFhir({ path }: Placed): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? "abc123");
}

const BODIES: Record<string, unknown> = {
  fhirBundle: { resourceType: "Bundle", type: "transaction", entry: [] },
  fhirSearchByPost: { name: "Example" },
  fhirConditionalPatch: [{ op: "replace", path: "/active", value: false }],
  fhirPatch: [{ op: "replace", path: "/active", value: false }],
};

/** What a body is an example of, where the contract leaves it to FHIR. */
export function fhirBody({ operation: { operationId } }: Placed): unknown {
  return BODIES[operationId] ?? { resourceType: /Export|Validate/.test(operationId) ? "Parameters" : "Patient" };
}
