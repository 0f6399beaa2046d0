import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type DeviceStatus = "ACTIVE" | "RETIRED" | "LOST";

export type DeviceColumns = {
  serial_number: string;
  imei: string | null;
  gateway_id: string | null;
  udi_di: string | null;
  manufacturer: string;
  model: string | null;
  type: string | null;
  fda_defined: boolean;
  status: DeviceStatus;
};

export type DeviceRow = DeviceColumns & { id: string; last_seen_at: Date | null; version: number; created_at: Date; updated_at: Date };
export type AssignmentRow = { id: string; device_id: string; patient_id: string; assigned_from: Date; assigned_to: Date | null };

const SELECT = sql`
  select d.id, d.serial_number, d.imei, d.gateway_id, d.udi_di, d.manufacturer, d.model, d.type, d.fda_defined, d.status,
         d.last_seen_at, d.version, d.created_at, d.updated_at
    from devices d`;

const mine = (tx: TenantTx): Statement => sql`d.organization_id = ${tx.organizationId} and d.deleted_at is null`;

// An assignment taken back to its own beginning holds at no instant.
const held = (tx: TenantTx): Statement =>
  sql`a.organization_id = ${tx.organizationId} and a.deleted_at is null and (a.assigned_to is null or a.assigned_to > a.assigned_from)`;

export const selectDevice = (tx: TenantTx, id: string): Promise<DeviceRow | undefined> => tx.first(sql`${SELECT} where ${mine(tx)} and d.id = ${id}`);

export const lockDevice = (tx: TenantTx, id: string): Promise<DeviceRow | undefined> =>
  tx.first(sql`${SELECT} where ${mine(tx)} and d.id = ${id} for update`);

/** Deleted or not, held. */
export const lockEvenDeleted = (tx: TenantTx, id: string): Promise<DeviceRow | undefined> =>
  tx.first(sql`${SELECT} where d.organization_id = ${tx.organizationId} and d.id = ${id} for update`);

/** The same with what deletes the device, or brings it back. */
export const rewriteRow = (tx: TenantTx, row: DeviceRow, columns: Partial<DeviceColumns> & { deleted_at: Date | null }): Promise<DeviceRow | undefined> =>
  changeRow(tx, "devices", { id: row.id }, columns, sql`t.version = ${row.version}`);

export const insertDevice = async (tx: TenantTx, id: string, columns: DeviceColumns): Promise<void> => {
  await tx.query(sql`
    insert into devices (organization_id, id, serial_number, imei, gateway_id, udi_di, manufacturer, model, type, fda_defined, status,
      created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${columns.serial_number}, ${columns.imei}, ${columns.gateway_id}, ${columns.udi_di},
      ${columns.manufacturer}, ${columns.model}, ${columns.type}, ${columns.fda_defined}, ${columns.status}, ${tx.now}, ${tx.now})`);
};

export const changeDevice = (tx: TenantTx, row: DeviceRow, columns: Partial<DeviceColumns>): Promise<DeviceRow | undefined> =>
  changeRow(tx, "devices", { id: row.id }, columns, sql`t.version = ${row.version} and t.deleted_at is null`);

export type DeviceFilter = { patientId?: string; serialNumber?: string; imei?: string; status?: readonly DeviceStatus[] };

// Whoever had the device at any time, so that a device in repair is found by its last patient.
const assignedTo = (tx: TenantTx, patientId: string): Statement => sql`exists (
  select 1 from device_assignments a where ${held(tx)} and a.device_id = d.id and a.patient_id = ${patientId})`;

const conditionsOf = (tx: TenantTx, { patientId, serialNumber, imei, status }: DeviceFilter): (Statement | undefined)[] => [
  mine(tx),
  patientId === undefined ? undefined : assignedTo(tx, patientId),
  serialNumber === undefined ? undefined : sql`d.serial_number = ${serialNumber}`,
  imei === undefined ? undefined : sql`d.imei = ${imei}`,
  status === undefined ? undefined : sql`d.status = any(${status}::text[])`,
];

export const listDevices = (tx: TenantTx, filter: DeviceFilter, before: Statement, limit: number): Promise<DeviceRow[]> =>
  tx.query(sql`${SELECT} where ${all([...conditionsOf(tx, filter), before])} order by created_at desc, id desc limit ${limit}`);

export const countDevices = async (tx: TenantTx, filter: DeviceFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from devices d where ${all(conditionsOf(tx, filter))}`))?.total ?? 0;

// As many as an answer may hold of one device.
const MOST_ASSIGNMENTS = 500;

/** The latest first. */
export const selectAssignments = (tx: TenantTx, deviceIds: readonly string[]): Promise<AssignmentRow[]> =>
  tx.query(sql`
    select a.* from unnest(${deviceIds}::text[]) i (device_id)
     cross join lateral (
       select a.id, a.device_id, a.patient_id, a.assigned_from, a.assigned_to from device_assignments a
        where ${held(tx)} and a.device_id = i.device_id order by a.assigned_from desc limit ${MOST_ASSIGNMENTS}) a`);

export const insertAssignment = async (tx: TenantTx, deviceId: string, patientId: string, from: Date): Promise<void> => {
  await tx.query(sql`
    insert into device_assignments (organization_id, id, device_id, patient_id, assigned_from, created_at, updated_at)
    values (${tx.organizationId}, ${tx.newId("asg")}, ${deviceId}, ${patientId}, ${from}, ${tx.now}, ${tx.now})`);
};

export const selectOpenAssignment = (tx: TenantTx, deviceId: string): Promise<AssignmentRow | undefined> =>
  tx.first(sql`
    select a.id, a.device_id, a.patient_id, a.assigned_from, a.assigned_to from device_assignments a
     where ${held(tx)} and a.device_id = ${deviceId} and a.assigned_to is null`);

export const endAssignment = (tx: TenantTx, id: string, at: Date): Promise<unknown> =>
  changeRow(tx, "device_assignments", { id }, { assigned_to: at }, sql`t.assigned_to is null`);

export type DeviceWithAssignmentRow = { id: string; fda_defined: boolean } & (
  | { patient_id: string; assigned_from: Date; assigned_to: Date | null }
  | { patient_id: null; assigned_from: null; assigned_to: null }
);

/** A row for each assignment, one with nulls for a device without any. */
export const selectDevicesWithAssignments = (tx: TenantTx, ids: readonly string[]): Promise<DeviceWithAssignmentRow[]> =>
  tx.query(sql`
    select d.id, d.fda_defined, a.patient_id, a.assigned_from, a.assigned_to
      from devices d left join device_assignments a on ${held(tx)} and a.device_id = d.id
     where ${mine(tx)} and d.id = any(${ids}::text[])`);

/** Passes over rows that another transaction holds: that one says the same, and ingest does not wait for it. */
export const setLastSeen = (tx: TenantTx, ids: readonly string[], at: Date): void => tx.send(sql`
  update devices d set last_seen_at = ${at}
    from (select s.id from devices s where s.organization_id = ${tx.organizationId} and s.id = any(${ids}::text[])
             and (s.last_seen_at is null or s.last_seen_at < ${at}) for update skip locked) seen
   where d.organization_id = ${tx.organizationId} and d.id = seen.id`);

export type DeviceOnClaim = { id: string; type: string | null; serialNumber: string; fdaDefined: boolean };

export const selectDevicesOnClaims = (tx: TenantTx, ids: readonly string[]): Promise<DeviceOnClaim[]> =>
  tx.query(sql`
    select d.id, d.type, d.serial_number as "serialNumber", d.fda_defined as "fdaDefined"
      from devices d where ${mine(tx)} and d.id = any(${ids}::text[])`);

export type DeviceOfPatient = { deviceId: string; manufacturer: string; serialNumber: string; from: Date; to: Date | null };

/** The earliest first, of devices that are gone too. */
export const selectDevicesOfPatient = (tx: TenantTx, patientId: string): Promise<DeviceOfPatient[]> =>
  tx.query(sql`
    select d.id as "deviceId", d.manufacturer, d.serial_number as "serialNumber", a.assigned_from as "from", a.assigned_to as "to"
      from device_assignments a join devices d on d.organization_id = ${tx.organizationId} and d.id = a.device_id
     where ${held(tx)} and a.patient_id = ${patientId} order by a.assigned_from, a.id`);

/** Gives a patient's assignments to another one. They are a part of the devices, whose versions count it. */
export const moveAssignments = async (tx: TenantTx, from: string, to: string): Promise<void> => {
  await changeRows(tx, "devices", sql`exists (
    select 1 from device_assignments a where a.organization_id = ${tx.organizationId} and a.device_id = t.id and a.patient_id = ${from})`, {});
  await changeRows(tx, "device_assignments", sql`t.patient_id = ${from}`, { patient_id: to });
};
