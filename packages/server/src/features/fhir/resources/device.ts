import type { Device } from "fhir/r4.js";
import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { deviceForms, eraseDevice, storeDevice, type HeldDevice } from "../../devices/devices.service.js";
import { toFhirId } from "../fhir-ids.js";
import { isResource } from "../fhir-json.js";
import type { Resource, WritableSource } from "../model.js";
import { localReference, patientRows } from "../references.js";
import { fhirIdsOfRows } from "../store/sent.js";
import { keepWritten, rowOf } from "./keep-written.js";
import { rowSource, type RowType } from "./row-source.js";
import { ownIds, ROW_ID } from "./systems.js";

const IMEI = ownIds("imei");
const GATEWAY = ownIds("gateway");

const LOST = "lost";

const deviceOf = (row: HeldDevice, patient: string | undefined): Device => ({
  resourceType: "Device",
  identifier: [
    { system: ROW_ID, value: row.id },
    ...(row.imei ? [{ system: IMEI, value: row.imei }] : []),
    ...(row.gateway_id ? [{ system: GATEWAY, value: row.gateway_id }] : []),
  ],
  ...(row.udi_di && { udiCarrier: [{ deviceIdentifier: row.udi_di }] }),
  status: row.status === "ACTIVE" ? "active" : "inactive",
  ...(row.status === "LOST" && { statusReason: [{ text: LOST }] }),
  manufacturer: row.manufacturer,
  serialNumber: row.serial_number,
  deviceName: [{ name: [row.manufacturer, row.model].filter(Boolean).join(" "), type: "manufacturer-name" }],
  ...(row.model && { modelNumber: row.model }),
  ...(row.type && { type: { text: row.type } }),
  ...(patient && { patient: { reference: `Patient/${patient}` } }),
});

export const devices: RowType<HeldDevice> = {
  type: "Device",
  forms: deviceForms,
  patientIds: ({ patient_id }) => (patient_id === null ? [] : [patient_id]),

  maker: async (tx, forms) => {
    const patients = await fhirIdsOfRows(tx, "Patient", [...new Set(forms.flatMap(({ patient_id }) => patient_id ?? []))]);
    return (form) => deviceOf(form, patients.get(form.patient_id ?? ""));
  },
};

const asDevice = (resource: Resource): Device => resource as unknown as Device;

const STATUSES = { active: "ACTIVE", inactive: "RETIRED", "entered-in-error": "RETIRED", unknown: "ACTIVE" } as const;

type DeviceInput = components["schemas"]["DeviceInput"];

const LONGEST = 100;
const fitting = (text: string | undefined, longest = LONGEST): string | null => (text?.trim() && text.length <= longest ? text : null);

/** A device without a serial number is told from others by its id. */
const inputOf = (device: Device): DeviceInput => ({
  serialNumber: fitting(device.serialNumber) ?? "",
  manufacturer: fitting(device.manufacturer) ?? "unknown",
  model: fitting(device.modelNumber),
  type: fitting(device.type?.text ?? device.type?.coding?.[0]?.display ?? device.type?.coding?.[0]?.code),
  udiDi: fitting(device.udiCarrier?.[0]?.deviceIdentifier),
  imei: fitting(device.identifier?.find(({ system }) => system === IMEI)?.value, 20),
  gatewayId: fitting(device.identifier?.find(({ system }) => system === GATEWAY)?.value),
  status: device.statusReason?.some(({ text }) => text === LOST) ? "LOST" : STATUSES[device.status ?? "active"],
});

const patientOf = async (tx: TenantTx, { patient }: Device): Promise<string | null> => {
  const found = localReference(patient?.reference ?? "");
  if (found?.type !== "Patient") return null;
  const message = "No patient of this organization has this id.";
  return (await patientRows(tx, [found.id])).get(found.id)
    ?? fail("reference_not_found", { detail: message, errors: [{ pointer: "Device.patient", code: "not-found", message }] });
};

const store = async (tx: TenantTx, resource: Resource, rowId: string | undefined): Promise<string> =>
  storeDevice(tx, rowId, inputOf(asDevice(resource)), await patientOf(tx, asDevice(resource)));

const source = rowSource(devices);

/** The devices that patients measure with. */
export const deviceSource: WritableSource = {
  ...source,
  takes: isResource,

  create: async (tx, resource, id) => {
    const rowId = await store(tx, resource, undefined);
    return { kind: "created", version: await keepWritten(tx, devices, { key: rowId, id: id ?? toFhirId(rowId), resource }) };
  },

  update: async (tx, resource, current) => {
    await store(tx, resource, rowOf(current.rowId));
    return {
      kind: current.resource ? "updated" : "created",
      version: await keepWritten(tx, devices, { key: rowOf(current.rowId), id: current.id, resource }),
    };
  },

  remove: async (tx, current) => {
    await eraseDevice(tx, rowOf(current.rowId));
    const [gone] = await source.load(tx, [current.id]);
    if (!gone) throw new Error("a deleted device is not there");
    return gone;
  },
};
