import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { rowForms, type Form, type RowForms } from "../../db/row-forms.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { holdPatients } from "../patients/patient-lock.service.js";
import {
  changeDevice, countDevices, endAssignment, insertAssignment, insertDevice, listDevices, lockDevice, lockEvenDeleted, rewriteRow, selectAssignments, selectDevice,
  selectDevicesOnClaims, selectDevicesWithAssignments, selectOpenAssignment, setLastSeen,
  type AssignmentRow, type DeviceColumns, type DeviceFilter, type DeviceOnClaim, type DeviceRow,
} from "./devices.sql.js";

export { moveAssignments, selectDevicesOfPatient as devicesOfPatient } from "./devices.sql.js";
export type { DeviceOnClaim, DeviceOfPatient } from "./devices.sql.js";

type DeviceInput = components["schemas"]["DeviceInput"];
type DevicePatch = components["schemas"]["DevicePatch"];

/** A device with whoever had it, the latest first. */
export type Device = DeviceRow & { assignments: readonly AssignmentRow[] };

const missing = (): never => fail("device_not_found", { detail: "No device of this organization has this id." });

const withAssignments = async (tx: TenantTx, rows: readonly DeviceRow[]): Promise<Device[]> => {
  const assignments = rows.length ? await selectAssignments(tx, rows.map((row) => row.id)) : [];
  const byDevice = new Map<string, AssignmentRow[]>(rows.map((row) => [row.id, []]));
  for (const assignment of assignments) byDevice.get(assignment.device_id)?.push(assignment);
  return rows.map((row) => ({ ...row, assignments: byDevice.get(row.id) ?? [] }));
};

export const getDevice = async (tx: TenantTx, id: string): Promise<Device> => {
  const [device] = await withAssignments(tx, [(await selectDevice(tx, id)) ?? missing()]);
  return device ?? missing();
};

const columnsOf = (input: DeviceInput): DeviceColumns => ({
  serial_number: input.serialNumber,
  imei: input.imei ?? null,
  gateway_id: input.gatewayId ?? null,
  udi_di: input.udiDi ?? null,
  manufacturer: input.manufacturer,
  model: input.model ?? null,
  type: input.type ?? null,
  fda_defined: input.fdaDefined ?? true,
  status: input.status ?? "ACTIVE",
});

export const createDevice = async (tx: TenantTx, input: DeviceInput): Promise<Device> => {
  const id = tx.newId("dev");
  await insertDevice(tx, id, columnsOf(input));
  return getDevice(tx, id);
};

/** The row as it might have been sent, for a patch to be merged into. */
const inputOf = (row: DeviceRow): Required<DeviceInput> => ({
  serialNumber: row.serial_number,
  imei: row.imei,
  gatewayId: row.gateway_id,
  udiDi: row.udi_di,
  manufacturer: row.manufacturer,
  model: row.model,
  type: row.type,
  fdaDefined: row.fda_defined,
  status: row.status,
});

export const updateDevice = async (tx: TenantTx, id: string, patch: DevicePatch, ifMatch: number | undefined): Promise<Device> => {
  const row = (await lockDevice(tx, id)) ?? missing();
  expectVersion(row.version, ifMatch);
  if (!(await changeDevice(tx, row, columnsOf(mergePatch(inputOf(row), patch) as DeviceInput)))) fail("version_mismatch");
  return getDevice(tx, id);
};

/** An assignment is a part of the device, whose version counts it; that two do not overlap is the table's own rule. */
export const assignDevice = async (tx: TenantTx, id: string, patientId: string, from: Date): Promise<Device> => {
  // Whoever locks patients and devices takes the patients first.
  const patients = await holdPatients(tx, [patientId]);
  const row = (await lockDevice(tx, id)) ?? missing();
  if (!patients.has(patientId)) {
    fail("patient_not_found", { detail: "No patient of this organization has this id." });
  }
  await insertAssignment(tx, id, patientId, from);
  await changeDevice(tx, row, {});
  return getDevice(tx, id);
};

/** Ended at its own beginning an assignment never held, which is how a mistaken one is taken back. */
export const unassignDevice = async (tx: TenantTx, id: string, at: Date): Promise<Device> => {
  const row = (await lockDevice(tx, id)) ?? missing();
  const open = await selectOpenAssignment(tx, id);
  if (!open) return getDevice(tx, id);
  if (at < open.assigned_from) {
    const detail = "The assignment began later than that. End it at its beginning to take it back.";
    fail("invalid_dates", { detail, errors: [{ pointer: "/at", code: "minimum", message: detail }] });
  }
  await endAssignment(tx, open.id, at);
  await changeDevice(tx, row, {});
  return getDevice(tx, id);
};

/** Whose a device was when the row came to be so. */
export type HeldDevice = DeviceRow & { patient_id: string | null };

const withHolders = async (tx: TenantTx, rows: readonly Form<DeviceRow>[]): Promise<Form<HeldDevice>[]> => {
  const assignments = rows.length ? await selectAssignments(tx, [...new Set(rows.map(({ id }) => id))]) : [];
  return rows.map((row) => {
    const held = assignments.find(({ device_id: id, assigned_from: from, assigned_to: to }) =>
      id === row.id && from <= row.updated_at && (to === null || to > row.updated_at));
    return { ...row, patient_id: held?.patient_id ?? null };
  });
};

const bareForms = rowForms<DeviceRow>("devices");

/** Archived forms too, and those of deleted devices. */
export const deviceForms: RowForms<HeldDevice> = {
  ...bareForms,
  newest: async (tx, ids) => withHolders(tx, await bareForms.newest(tx, ids)),
  every: async (tx, id) => withHolders(tx, await bareForms.every(tx, id)),
  exactly: async (tx, keys) => withHolders(tx, await bareForms.exactly(tx, keys)),
};

/** Gives the device to a patient from now on, or to nobody; what is so already stays. */
const giveTo = async (tx: TenantTx, id: string, patientId: string | null): Promise<void> => {
  const open = await selectOpenAssignment(tx, id);
  if ((open?.patient_id ?? null) === patientId) return;
  if (open) await endAssignment(tx, open.id, tx.now > open.assigned_from ? tx.now : open.assigned_from);
  if (patientId !== null) await insertAssignment(tx, id, patientId, tx.now);
};

/** For who says at once what a device is and whose. `id` of one that is there, a deleted one comes back. */
export const storeDevice = async (tx: TenantTx, id: string | undefined, input: DeviceInput, patientId: string | null): Promise<string> => {
  // Whoever locks patients and devices takes the patients first.
  if (patientId !== null) await holdPatients(tx, [patientId]);
  const row = id === undefined ? undefined : ((await lockEvenDeleted(tx, id)) ?? missing());
  const deviceId = row?.id ?? tx.newId("dev");
  const columns = columnsOf({ ...(row && inputOf(row)), ...input, serialNumber: input.serialNumber || deviceId });
  if (row) await rewriteRow(tx, row, { ...columns, deleted_at: null });
  else await insertDevice(tx, deviceId, columns);
  await giveTo(tx, deviceId, patientId);
  return deviceId;
};

/** Nobody has it any more, and no list shows it. */
export const eraseDevice = async (tx: TenantTx, id: string): Promise<void> => {
  const row = (await lockDevice(tx, id)) ?? missing();
  await giveTo(tx, id, null);
  await rewriteRow(tx, row, { deleted_at: tx.now });
};

export const findDevices = async (
  tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: DeviceFilter & ListQuery,
): Promise<Page<Device> & { total?: number }> => {
  const page = newestPage(await listDevices(tx, filter, afterCursor(cursor, "id"), limit + 1), limit, (row) => row.id);
  const rows = await withAssignments(tx, page.rows);
  return { ...page, rows, ...(includeTotal && { total: await countDevices(tx, filter) }) };
};

/** A device as readings and claims need it. */
export type DeviceOnRecord = {
  id: string;
  fdaDefined: boolean;
  assignments: { patientId: string; from: Date; to: Date | null }[];
};

export const devicesWithAssignments = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, DeviceOnRecord>> => {
  const devices = new Map<string, DeviceOnRecord>();
  for (const row of ids.length ? await selectDevicesWithAssignments(tx, ids) : []) {
    const device = devices.get(row.id) ?? { id: row.id, fdaDefined: row.fda_defined, assignments: [] };
    if (row.patient_id !== null) device.assignments.push({ patientId: row.patient_id, from: row.assigned_from, to: row.assigned_to });
    devices.set(row.id, device);
  }
  return devices;
};

/** Readings of these devices have arrived at this time. */
export const markDevicesSeen = (tx: TenantTx, ids: readonly string[], at: Date): void => {
  if (ids.length) setLastSeen(tx, ids, at);
};

export const devicesOnClaims = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, DeviceOnClaim>> =>
  new Map(ids.length ? (await selectDevicesOnClaims(tx, ids)).map((device) => [device.id, device]) : []);
