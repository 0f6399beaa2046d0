import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { chooseRules } from "../alerts/alert-rule.js";
import { interpretValue } from "../alerts/interpretation.js";
import { chooseEnrollment, isActiveAt } from "../enrollments/enrollment-dates.js";
import type { Program } from "../enrollments/enrollments.policy.js";
import type { Metric } from "../metric-definitions/metric-definitions.service.js";
import type { BatchContext } from "./batch-context.js";
import { compareDecimals, decimalText, plainDecimal, valueTextOf } from "./decimal.js";
import type { NewObservation } from "./observations.sql.js";
import { panelIdOf } from "./panel-id.js";
import type { ObservationInput, Recordable } from "./reading.js";
import { toCanonical } from "./units.js";

const AHEAD = 5 * 60_000;
const HOUR = 3_600_000;

/** One reading against all rules that need stored facts; throws the problem the sender is told. */
export const checkReading = (tx: TenantTx, { input, receivedAt, fhir }: Recordable, context: BatchContext): NewObservation => {
  const recordedAt = new Date(input.recordedAt);
  if (recordedAt.getTime() > receivedAt.getTime() + AHEAD) {
    fail("recorded_in_future", { detail: "recordedAt lies more than 5 minutes ahead. Check the device's clock." });
  }
  const metric = context.metrics.get(input.metricDefinitionId) ?? fail("metric_definition_not_found");
  const patientId = patientOf(input, recordedAt, context);
  const written = fhir?.value ?? String(input.value);
  const value = plainDecimal(written) ?? decimalText(input.value);
  const canonical = canonicalOf(value, input.unit, metric);
  const enrollmentId = enrollmentOf(input, patientId, recordedAt, metric, context);
  const id = tx.newId("obs");
  const programs = activePrograms(context, patientId, recordedAt);
  const rules = chooseRules(context.rules, { patientId, metricDefinitionId: metric.id, programs });
  const seal = (column: string, text: string | undefined): string | null => (text === undefined ? null : tx.seal({ table: "observations", column, id }, text));
  return {
    id,
    patient_id: patientId,
    enrollment_id: enrollmentId,
    enrollment_given: input.enrollmentId !== undefined,
    metric_definition_id: metric.id,
    value,
    value_text: fhir ? valueTextOf(written, value) : null,
    unit: input.unit,
    canonical_value: canonical.value,
    canonical_unit: canonical.unit,
    source: input.source,
    device_id: input.deviceId ?? null,
    group_id: input.groupId ?? null,
    recorded_at: recordedAt,
    recorded_at_offset: offsetOf(input.recordedAt),
    received_at: receivedAt,
    interpretation: interpretValue(canonical.value, rules),
    context: input.context ?? null,
    note_sealed: seal("note", input.note),
    metadata_sealed: seal("metadata", input.metadata && JSON.stringify(input.metadata)),
    external_id: input.externalId ?? null,
    evaluated: !fhir?.isVoid && recordedAt.getTime() >= receivedAt.getTime() - context.lateReadingHours * HOUR,
    warnings: warningsOf(input),
    fhir_id: fhir?.id ?? panelOf(input, patientId, recordedAt, metric),
    fhir_sent: fhir !== undefined,
    fhir_version: fhir?.version ?? null,
    fhir_first: true,
  };
};

export const activePrograms = (context: BatchContext, patientId: string, at: Date): Program[] =>
  (context.enrollments.get(patientId) ?? []).filter((enrollment) => isActiveAt(enrollment, at)).map((enrollment) => enrollment.program);

const panelOf = ({ groupId, deviceId, source }: ObservationInput, patientId: string, recordedAt: Date, { panel }: Metric): string | null =>
  panel === null ? null : panelIdOf({ patientId, panel, groupId: groupId ?? null, recordedAt, deviceId: deviceId ?? null, source });

const offsetOf = (instant: string): string => /[+-]\d\d:\d\d$/.exec(instant)?.[0] ?? "+00:00";

const warningsOf = (input: ObservationInput): NewObservation["warnings"] =>
  input.source === "DEVICE" && input.deviceId === undefined
    ? [{ code: "DEVICE_UNKNOWN", message: "The reading names no device; it counts for billing all the same." }]
    : [];

/** Who the reading is of: as sent, or whoever had the device then; where both are given they have to agree. */
const patientOf = (input: ObservationInput, at: Date, { devices, patients }: BatchContext): string => {
  if (input.patientId !== undefined && !patients.has(input.patientId)) fail("patient_not_found");
  if (input.deviceId === undefined) return input.patientId ?? fail("patient_not_found");
  const device = devices.get(input.deviceId) ?? fail("device_not_found");
  const holder = device.assignments.find(({ from, to }) => from <= at && (to === null || at < to))?.patientId;
  if (holder === undefined || (input.patientId !== undefined && holder !== input.patientId)) {
    return fail("device_not_assigned", { detail: "The device was not with this patient at recordedAt. Assign it for that time first; assignments may be backdated." });
  }
  return holder;
};

const canonicalOf = (value: string, unit: string, metric: Metric): { value: string; unit: string } => {
  const canonical = toCanonical(value, unit, metric);
  if (!canonical) return fail("unit_mismatch", { detail: `The unit cannot be converted to ${metric.unit}. Spellings of the metric: ${Object.keys(metric.units).join(", ")}.` });
  const { low, high } = metric.plausibleRange;
  const outside = (low !== null && compareDecimals(canonical.value, decimalText(low)) < 0) || (high !== null && compareDecimals(canonical.value, decimalText(high)) > 0);
  if (outside) fail("value_out_of_range", { detail: `Plausible is ${low ?? "any"} to ${high ?? "any"} ${metric.unit}. Check value and unit.` });
  return canonical;
};

const enrollmentOf = (input: ObservationInput, patientId: string, recordedAt: Date, metric: Metric, context: BatchContext): string | null => {
  if (input.enrollmentId === undefined) {
    const mine = context.enrollments.get(patientId) ?? [];
    return chooseEnrollment(mine, { metricDefinitionId: metric.id, metricPrograms: metric.programs, recordedAt })?.id ?? null;
  }
  const given = context.enrollmentsById.get(input.enrollmentId) ?? fail("enrollment_not_found");
  if (given.patientId !== patientId) fail("enrollment_mismatch");
  if (!isActiveAt(given, recordedAt)) fail("enrollment_not_active", { detail: "recordedAt lies outside the enrollment's dates or inside a pause." });
  return given.id;
};
