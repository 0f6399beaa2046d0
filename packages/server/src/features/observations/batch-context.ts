import { inOrder } from "../../db/connection.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { rulesFor } from "../alerts/alerts.service.js";
import type { AlertRule } from "../alerts/alert-rule.js";
import { devicesWithAssignments, type DeviceOnRecord } from "../devices/devices.service.js";
import { enrollmentsByIds, enrollmentsOfPatients, type EnrollmentOnRecord } from "../enrollments/enrollments.service.js";
import { metricsByIds, type Metric } from "../metric-definitions/metric-definitions.service.js";
import { alertingOf } from "../organizations/organizations.service.js";
import { holdPatients } from "../patients/patient-lock.service.js";
import type { Recordable } from "./reading.js";

/** All that a batch is held against, read by one statement each however many items there are. */
export type BatchContext = {
  devices: ReadonlyMap<string, DeviceOnRecord>;
  metrics: ReadonlyMap<string, Metric>;
  patients: ReadonlySet<string>;
  enrollments: ReadonlyMap<string, readonly EnrollmentOnRecord[]>;
  enrollmentsById: ReadonlyMap<string, EnrollmentOnRecord>;
  rules: readonly AlertRule[];
  lateReadingHours: number;
};

const distinct = (values: readonly (string | undefined)[]): string[] => [...new Set(values.filter((value) => value !== undefined))];

export const readBatchContext = async (tx: TenantTx, items: readonly Recordable[]): Promise<BatchContext> => {
  const devices = await devicesWithAssignments(tx, distinct(items.map((item) => item.input.deviceId)));
  const assigned = [...devices.values()].flatMap((device) => device.assignments.map((assignment) => assignment.patientId));
  const patientIds = distinct([...items.map((item) => item.input.patientId), ...assigned]);
  const metricIds = distinct(items.map((item) => item.input.metricDefinitionId));
  const given = distinct(items.map((item) => item.input.enrollmentId));
  // Patients first: what is read of their enrollments stays so until the commit.
  const [patients, metrics, enrollments, enrollmentsById, rules, { lateReadingHours }] = await inOrder(
    holdPatients(tx, patientIds), metricsByIds(tx, metricIds), enrollmentsOfPatients(tx, patientIds),
    given.length ? enrollmentsByIds(tx, given) : new Map<string, EnrollmentOnRecord>(), rulesFor(tx, metricIds, patientIds), alertingOf(tx));
  return { devices, patients, metrics, enrollments, enrollmentsById, rules, lateReadingHours };
};
