import type { TenantTx } from "../../db/with-tenant.js";
import { existingPatients } from "../patients/patients.service.js";
import { toRowId } from "./fhir-ids.js";
import type { Resource } from "./model.js";
import { rowsOfSent } from "./store/sent.js";

/** Calls `visit` with each Reference's holder: where the element stands, and the object whose `reference` it is. */
export const eachReference = (value: unknown, visit: (holder: { reference: string }, path: string) => void, path = ""): void => {
  if (Array.isArray(value)) return value.forEach((item, index) => eachReference(item, visit, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return;
  if ("reference" in value && typeof value.reference === "string") visit(value as { reference: string }, `${path}.reference`);
  for (const [name, inner] of Object.entries(value)) eachReference(inner, visit, path ? `${path}.${name}` : name);
};

const LOCAL = /^(?:\S+\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `Type/id` of a reference, relative or below our own address; undefined for others' and for contained ones. */
export const localReference = (reference: string, base?: string): { type: string; id: string } | undefined => {
  if (/^[a-z]+:/i.test(reference) && (base === undefined || !reference.startsWith(`${base}/`))) return undefined;
  const [, type, id] = LOCAL.exec(reference) ?? [];
  return type && id ? { type, id } : undefined;
};

/** Row ids of our patients by their FHIR ids. */
export const patientRows = async (tx: TenantTx, fhirIds: readonly string[]): Promise<Map<string, string>> => {
  if (!fhirIds.length) return new Map();
  const chosen = await rowsOfSent(tx, "Patient", fhirIds);
  const rows = new Map(fhirIds.map((id) => [id, chosen.get(id) ?? toRowId(id)]));
  const there = await existingPatients(tx, [...rows.values()]);
  return new Map([...rows].filter(([, rowId]) => there.has(rowId)));
};

/** The patients of ours whom each of the resources tells of. */
export const patientsOfEach = async (tx: TenantTx, resources: readonly Resource[]): Promise<string[][]> => {
  const named = resources.map((resource) => {
    const ids = new Set<string>();
    eachReference(resource, ({ reference }) => {
      const found = localReference(reference);
      if (found?.type === "Patient") ids.add(found.id);
    });
    return [...ids];
  });
  const rows = await patientRows(tx, [...new Set(named.flat())]);
  return named.map((ids) => [...new Set(ids.flatMap((id) => rows.get(id) ?? []))]);
};

export const patientsOf = async (tx: TenantTx, resource: Resource): Promise<string[]> => (await patientsOfEach(tx, [resource]))[0]!;

/** As it stands in an address. */
export const queryOf = (pairs: readonly (readonly [string, string])[]): string => new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
