import type { Reference } from "fhir/r4.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { panelIdsOf } from "../../observations/fhir-ids.service.js";
import { practitionersOfUsers } from "../../practitioners/practitioners.service.js";
import { toFhirId } from "../fhir-ids.js";
import { fhirIdsOfRows } from "../store/sent.js";
import { ownIds } from "./systems.js";

/** Refers to rows of one kind, each by the id that FHIR has it under. */
export type Refer = (rowId: string) => Reference;

const unique = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))];

export const referTo = async (tx: TenantTx, type: "Patient" | "Device" | "Condition", rowIds: readonly (string | null | undefined)[]): Promise<Refer> => {
  const ids = await fhirIdsOfRows(tx, type, unique(rowIds));
  return (rowId) => ({ reference: `${type}/${ids.get(rowId) ?? toFhirId(rowId)}` });
};

/** Of rows that FHIR has no ids of its own for. */
export const referOwn = (type: string): Refer => (rowId) => ({ reference: `${type}/${toFhirId(rowId)}` });

export const referToReadings = async (tx: TenantTx, rowIds: readonly (string | null)[]): Promise<Refer> => {
  const panels = await panelIdsOf(tx, unique(rowIds));
  return (rowId) => ({ reference: `Observation/${panels.get(rowId) ?? toFhirId(rowId)}` });
};

/** Members by the practitioners they sign as; who is none, and a program, by the id alone. */
export const referToActors = async (tx: TenantTx, ids: readonly (string | null)[]): Promise<Refer> => {
  const practitioners = await practitionersOfUsers(tx, unique(ids));
  return (id) => {
    const practitioner = practitioners.get(id);
    return practitioner === undefined ? { identifier: { system: ownIds("id"), value: id } } : referOwn("Practitioner")(practitioner);
  };
};

export const organizationOf = (tx: Pick<TenantTx, "organizationId">): Reference => referOwn("Organization")(tx.organizationId);
