import type { Page } from "../../db/keyset.js";
import { rowForms } from "../../db/row-forms.js";
import { decodeCursor, pageOf } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { appendEvent, type EventType } from "../../outbox/events.js";
import { localDateOf } from "../../platform/civil.js";
import { recountMinutes } from "../billing/keep-minutes.service.js";
import { metricsByIds } from "../metric-definitions/metric-definitions.service.js";
import { relinkObservations } from "../observations/linking.js";
import { recountDays } from "../observations/reading-days.service.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { lockPatientForEnrollment, type LockedPatient } from "../patients/patient-lock.service.js";
import { practitionersByIds } from "../practitioners/practitioners.service.js";
import {
  columnsOf, expectTimezone, inputOf, isSame, pausesOf, statusAndDatesOf, type EnrollmentInput, type EnrollmentPatch,
} from "./enrollment-columns.js";
import type { Monitoring } from "./enrollment-dates.js";
import { applyStatus, initialStatus, type StatusAndDates, type StatusOutcome } from "./enrollment-status.js";
import { warningsOf } from "./enrollment-warnings.js";
import type { Step } from "./enrollments.present.js";
import { conflictOf, isOpen, type EnrollmentStatus, type Program } from "./enrollments.policy.js";
import {
  changeEnrollment, countEnrollments, existsOpen, insertEnrollment, selectByIds, selectEnrollment, selectEnrollments, selectForms,
  selectActive, selectEnrolled, selectOfPatients, selectSketches, type EnrollmentColumns, type EnrollmentFilter, type EnrollmentRow, type EnrollmentSketch,
} from "./enrollments.sql.js";
import { touchedRange } from "./touched-days.js";

export type { EnrollmentRow } from "./enrollments.sql.js";

/** What readings are linked by. */
export type EnrollmentOnRecord = Monitoring & { id: string; patientId: string; status: EnrollmentStatus };

const onRecord = (row: EnrollmentSketch): EnrollmentOnRecord => ({
  id: row.id,
  patientId: row.patient_id,
  program: row.program,
  status: row.status,
  startDate: row.start_date,
  endDate: row.end_date,
  pauses: row.pauses,
  timezone: row.timezone,
  metricDefinitionIds: row.metric_definition_ids,
});

const missing = (): never => fail("enrollment_not_found", { detail: "No enrollment of this organization has this id." });

type Asked = ListQuery & EnrollmentFilter;

export const listEnrollments = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: Asked): Promise<Page<EnrollmentRow> & { total?: number }> => {
  const page = newestPage(await selectEnrollments(tx, filter, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return includeTotal ? { ...page, total: await countEnrollments(tx, filter) } : page;
};

export const getEnrollment = async (tx: TenantTx, id: string): Promise<EnrollmentRow> => (await selectEnrollment(tx, id)) ?? missing();

const VERSIONS = "-version";
// The first form that a cursor can stand behind has version 2.
const NO_VERSION = /^(?!\d{1,9}$)/;

/** Newest first, each form with the one before it, which tells what changed. */
type History = Page<Step> & { total?: number; patientId: string };

export const readHistory = async (tx: TenantTx, id: string, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<History> => {
  const { version, patient_id: patientId } = await getEnrollment(tx, id);
  const [after] = decodeCursor(cursor, VERSIONS, 1) ?? [];
  if (after !== undefined && NO_VERSION.test(after)) decodeCursor("", VERSIONS, 1);
  const forms = await selectForms(tx, id, after === undefined ? undefined : Number(after), limit + 2);
  const steps = forms.map((form, at) => ({ form, before: forms[at + 1] })).slice(0, limit + 1);
  const page = { ...pageOf(steps, limit, VERSIONS, ({ form }) => [String(form.version)]), patientId };
  return includeTotal ? { ...page, total: version } : page;
};

const decide = (outcome: StatusOutcome): StatusAndDates =>
  "next" in outcome ? outcome.next : fail(outcome.problem.code, { detail: outcome.problem.detail });

const ROLES = ["orderingPractitionerId", "renderingPractitionerId", "supervisingPractitionerId"] as const;

/** Refuses ids that name nothing of this organization. */
const expectNamed = async (tx: TenantTx, given: EnrollmentPatch): Promise<void> => {
  const practitioners = await practitionersByIds(tx, ROLES.flatMap((role) => given[role] ?? []));
  const stray = ROLES.find((role) => given[role] && !practitioners.has(given[role]));
  if (stray) fail("practitioner_not_found", { detail: `No practitioner of this organization has the id given as ${stray}.` });
  const ids = given.metricDefinitionIds ?? [];
  const metrics = await metricsByIds(tx, ids);
  const unknown = ids.findIndex((id) => !metrics.has(id));
  if (unknown >= 0) fail("metric_definition_not_found", { detail: `metricDefinitionIds/${unknown} names no metric of this organization.` });
};

const CONFLICTS = {
  already_enrolled: "The patient has an open enrollment in this program. End it first.",
  program_conflict: "The patient is enrolled in RPM or RTM, and a month bills one of the two. Send allowConflict: true to enroll in both.",
};

const expectNoConflict = (others: readonly EnrollmentOnRecord[], program: Program, allowed: boolean): void => {
  const open = others.filter(({ status }) => isOpen(status)).map((other) => other.program);
  const conflict = conflictOf(open, program, allowed);
  if (conflict) fail(conflict, { detail: CONFLICTS[conflict] });
};

const othersOf = async (tx: TenantTx, patientId: string, id?: string): Promise<EnrollmentOnRecord[]> =>
  (await selectOfPatients(tx, [patientId])).filter((row) => row.id !== id).map(onRecord);

const withWarnings = (columns: EnrollmentColumns, program: Program, others: readonly EnrollmentOnRecord[]): EnrollmentColumns => ({
  ...columns,
  warnings: warningsOf({ program, status: columns.status, startDate: columns.start_date, endDate: columns.end_date }, others),
});

/** Readings that are there already are linked as if they had come after, and what is kept of days and minutes is counted anew. */
const relink = async (tx: TenantTx, before: EnrollmentRow | null, now: EnrollmentRow, others: readonly EnrollmentOnRecord[]): Promise<void> => {
  const days = touchedRange(before && onRecord(before), onRecord(now));
  if (days) await relinkObservations(tx, now.patient_id, days, now.timezone, [...others, onRecord(now)]);
  if (before && before.timezone !== now.timezone) await recountDays(tx, [now.id]);
  await recountMinutes(tx, [now.patient_id]);
};

const plan = (given: EnrollmentInput, patient: LockedPatient, now: Date): EnrollmentColumns => {
  const timezone = given.timezone ?? patient.timezone;
  const { pauses = [], ...rest } = given;
  const decided = decide(initialStatus({ ...rest, pauses: pausesOf(pauses) }, localDateOf(now, timezone)));
  return columnsOf(given, { ...decided, timezone });
};

export const createEnrollment = async (tx: TenantTx, input: EnrollmentInput): Promise<EnrollmentRow> => {
  const patient = await lockPatientForEnrollment(tx, input.patientId);
  const given = mergePatch({}, input) as EnrollmentInput;
  await expectNamed(tx, given);
  expectTimezone(given.timezone);
  const columns = plan(given, patient, tx.now);
  if (!patient.isComplete) fail("patient_incomplete", { detail: "The patient needs a first name, a last name and a birth date first." });
  const others = await othersOf(tx, patient.id);
  if (isOpen(columns.status)) expectNoConflict(others, given.program, given.allowConflict ?? false);
  const id = tx.newId("enr");
  const row = await insertEnrollment(tx, { id, patientId: patient.id, program: given.program, columns: withWarnings(columns, given.program, others) });
  if (!row) throw new Error("an insert gave no row");
  await relink(tx, null, row, others);
  await tell(tx, "enrollment.created", row);
  return row;
};

const replan = (row: EnrollmentRow, patch: EnrollmentPatch, patient: LockedPatient, now: Date): EnrollmentColumns => {
  const given = mergePatch({ ...inputOf(row), patientId: row.patient_id, program: row.program }, patch) as EnrollmentInput;
  const timezone = given.timezone ?? patient.timezone;
  const { status, startDate, endDate, endReason, pauses } = patch;
  const decided = decide(applyStatus(statusAndDatesOf(row), {
    // A status cannot be taken away: null says nothing.
    ...(status && { status }),
    startDate, endDate, endReason,
    pauses: pauses && pausesOf(pauses),
  }, localDateOf(now, timezone)));
  return columnsOf(given, { ...decided, timezone });
};

/** The enrollment with its patient locked before it, in the order in which all that change enrollments lock them. */
const holdEnrollment = async (tx: TenantTx, id: string, ifMatch: number | undefined): Promise<{ row: EnrollmentRow; patient: LockedPatient }> => {
  const patient = await lockPatientForEnrollment(tx, (await getEnrollment(tx, id)).patient_id);
  const row = await getEnrollment(tx, id);
  expectVersion(row.version, ifMatch);
  return { row, patient };
};

export const updateEnrollment = async (tx: TenantTx, id: string, patch: EnrollmentPatch, ifMatch: number | undefined): Promise<EnrollmentRow> => {
  const { row, patient } = await holdEnrollment(tx, id, ifMatch);
  await expectNamed(tx, patch);
  expectTimezone(patch.timezone);
  const others = await othersOf(tx, patient.id, id);
  const columns = withWarnings(replan(row, patch, patient, tx.now), row.program, others);
  if (isSame(inputOf(columns), inputOf(row))) return row;
  const changed = (await changeEnrollment(tx, id, row.version, columns)) ?? fail("version_mismatch");
  await relink(tx, row, changed, others);
  await tell(tx, hasEnded(row, changed) ? "enrollment.ended" : "enrollment.updated", changed);
  return changed;
};

/** Archived forms too. */
export const enrollmentForms = rowForms<EnrollmentRow>("enrollments");

/** A program's patients with an open enrollment, and when any of its enrollments changed last. */
export type Enrolled = { program: Program; changes: number; changedAt: Date; patientIds: string[] };

export const enrolledByProgram = (tx: TenantTx): Promise<Enrolled[]> => selectEnrolled(tx);

/** Each time a version of its own, also where the same is said again. */
export const setConsent = async (tx: TenantTx, id: string, consent: EnrollmentRow["consent"]): Promise<EnrollmentRow> => {
  const { row } = await holdEnrollment(tx, id, undefined);
  const changed = await updateEnrollment(tx, id, { consent }, undefined);
  return changed.version === row.version ? ((await changeEnrollment(tx, id, row.version, { consent: row.consent })) ?? fail("version_mismatch")) : changed;
};

const hasEnded = (before: EnrollmentRow, now: EnrollmentRow): boolean => before.status !== "ENDED" && now.status === "ENDED";

const tell = (tx: TenantTx, type: EventType, { id, patient_id }: EnrollmentRow): Promise<unknown> =>
  appendEvent(tx, { type, id, patientId: patient_id, enrollmentId: id });

export const enrollmentsOfPatients = async (tx: TenantTx, patientIds: readonly string[]): Promise<Map<string, EnrollmentOnRecord[]>> => {
  const found = new Map<string, EnrollmentOnRecord[]>();
  for (const row of patientIds.length ? await selectSketches(tx, patientIds) : []) found.set(row.patient_id, [...(found.get(row.patient_id) ?? []), onRecord(row)]);
  return found;
};

export const enrollmentsByIds = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, EnrollmentOnRecord>> => {
  const rows = ids.length ? await selectByIds(tx, ids) : [];
  return new Map(rows.map((row) => [row.id, onRecord(row)]));
};

/** ACTIVE ones in the order of their ids, from after one id on. */
export const activeEnrollments = async (tx: TenantTx, after: string, limit: number): Promise<EnrollmentOnRecord[]> =>
  (await selectActive(tx, after, limit)).map(onRecord);

export const hasOpenEnrollments = (tx: TenantTx, patientId: string): Promise<boolean> => existsOpen(tx, patientId);
