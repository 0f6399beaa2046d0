import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import { fhirIdsOfRows, rowsOfSent } from "../store/sent.js";
import type { ObservationRow } from "../../observations/observations.service.js";

const distinct = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== null && id !== undefined))];

/** The row ids that FHIR ids of a type stand for; whether there are such rows is not asked. */
export const rowIdsOf = async (tx: TenantTx, type: string, ids: readonly (string | undefined)[]): Promise<Map<string, string>> => {
  const asked = distinct(ids);
  const chosen = asked.length ? await rowsOfSent(tx, type, asked) : new Map<string, string>();
  return new Map(asked.map((id) => [id, chosen.get(id) ?? toRowId(id)]));
};

export type Named = { patients: ReadonlyMap<string, string>; devices: ReadonlyMap<string, string> };

/** FHIR ids of the patients and devices that readings name. */
export const namedBy = async (tx: TenantTx, rows: readonly Pick<ObservationRow, "patient_id" | "device_id">[]): Promise<Named> => {
  const devices = distinct(rows.map(({ device_id }) => device_id));
  return {
    patients: await fhirIdsOfRows(tx, "Patient", distinct(rows.map(({ patient_id }) => patient_id))),
    devices: devices.length ? await fhirIdsOfRows(tx, "Device", devices) : new Map(),
  };
};
