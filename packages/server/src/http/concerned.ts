const DEPTH = 6;

/** The patients an answer tells of, each with the ids of its resources. Names of properties decide, so that no operation can be forgotten. */
export const patientsIn = (resource: string, body: unknown): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  const note = (patientId: string, resourceId: unknown): void => {
    const ids = found.get(patientId) ?? new Set();
    if (typeof resourceId === "string") ids.add(resourceId);
    found.set(patientId, ids);
  };
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > DEPTH || "pipe" in value) return;
    if (Array.isArray(value)) return value.forEach((item) => walk(item, depth + 1));
    if ("patientId" in value && typeof value.patientId === "string") note(value.patientId, "id" in value ? value.id : undefined);
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  // Reading the audit tells who looked at whom, and nothing of a patient's health.
  if (resource === "AuditEvent") return found;
  if (resource === "Patient") for (const patient of rowsOf(body)) note(patient.id, patient.id);
  else walk(body, 0);
  return found;
};

type Row = { id: string };
const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";

const rowsOf = (body: unknown): Row[] => {
  if (isRow(body)) return [body];
  return typeof body === "object" && body !== null && "data" in body && Array.isArray(body.data) ? body.data.filter(isRow) : [];
};
