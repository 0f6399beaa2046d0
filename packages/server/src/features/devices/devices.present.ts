import type { components } from "@vitaledge/contract/schema";
import type { Device, DeviceOfPatient } from "./devices.service.js";

export const presentDevice = (device: Device): components["schemas"]["Device"] => ({
  id: device.id,
  serialNumber: device.serial_number,
  imei: device.imei,
  gatewayId: device.gateway_id,
  udiDi: device.udi_di,
  manufacturer: device.manufacturer,
  model: device.model,
  type: device.type,
  fdaDefined: device.fda_defined,
  status: device.status,
  lastSeenAt: device.last_seen_at?.toISOString() ?? null,
  assignments: device.assignments.map((assignment) => ({
    patientId: assignment.patient_id,
    from: assignment.assigned_from.toISOString(),
    to: assignment.assigned_to?.toISOString() ?? null,
  })),
  version: device.version,
  createdAt: device.created_at.toISOString(),
  updatedAt: device.updated_at.toISOString(),
});

export const presentDeviceOfPatient = ({ from, to, ...device }: DeviceOfPatient) =>
  ({ ...device, from: from.toISOString(), to: to?.toISOString() ?? null });
