import type { Column } from "../generated/columns.js";

/** What names or reaches a person, or may, wherever it stands in a resource. */
const IDENTIFYING = new Set([
  "name", "family", "given", "telecom", "birthDate", "address", "contact", "photo", "identifier", "display", "text", "note", "contained", "extension",
]);

const CODE: readonly Column[] = [{ path: "status" }, { path: "code.coding.0.code" }];
const BY_TYPE: Readonly<Record<string, readonly Column[]>> = {
  Patient: [{ path: "name.0.family", masked: true }, { path: "name.0.given", masked: true }, { path: "birthDate", masked: true }, { path: "gender" }, { path: "active" }],
  Observation: [...CODE, { path: "valueQuantity.value" }, { path: "valueQuantity.unit" }, { path: "effectiveDateTime" }, { path: "subject.reference" }],
  Device: [{ path: "status" }, { path: "serialNumber" }, { path: "patient.reference" }],
  Condition: [{ path: "clinicalStatus.coding.0.code" }, { path: "code.coding.0.code" }, { path: "subject.reference" }],
  EpisodeOfCare: [{ path: "status" }, { path: "period.start" }, { path: "period.end" }, { path: "patient.reference" }],
  DetectedIssue: [...CODE, { path: "severity" }, { path: "identifiedDateTime" }, { path: "patient.reference" }],
  Task: [{ path: "status" }, { path: "priority" }, { path: "owner.reference" }, { path: "for.reference" }],
  Group: [{ path: "name" }, { path: "quantity" }],
};

const OTHER: readonly Column[] = [...CODE, { path: "subject.reference" }];

/** Of a type; what --fields names beside them is masked where it may tell who it is. */
export function columnsOf(type: string, fields: readonly string[] = []): Column[] {
  const own: Column[] = [{ path: "resourceType" }, { path: "id" }, { path: "meta.versionId" }, ...(BY_TYPE[type] ?? OTHER)];
  const named = fields.filter((path) => path.split(".").some((name) => IDENTIFYING.has(name))).map((path): Column => ({ path, masked: true }));
  return [...named, ...own];
}
