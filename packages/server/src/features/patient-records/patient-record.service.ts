import { pagesOf } from "../../db/keyset.js";
import type { EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { earlierAlerts, findAlerts } from "../alerts/alert-lists.service.js";
import { presentAlertRule } from "../alerts/alert-rules.present.js";
import { earlierRules, findRules } from "../alerts/alert-rules.service.js";
import { presentAlert } from "../alerts/alerts.present.js";
import { presentAccess } from "../audit-events/audit-events.present.js";
import { listAccesses } from "../audit-events/audit-events.service.js";
import { presentMonthFacts, presentSignOff } from "../billing-evidence/billing-evidence.present.js";
import { earlierMonthFacts, listMonthFacts } from "../billing-evidence/month-facts.service.js";
import { allSignOffs } from "../billing-evidence/sign-offs.service.js";
import { presentClaim } from "../claims/claims.present.js";
import { earlierClaims, listClaims } from "../claims/claims.service.js";
import { presentDeviceOfPatient } from "../devices/devices.present.js";
import { devicesOfPatient } from "../devices/devices.service.js";
import { presentEnrollment, presentStep } from "../enrollments/enrollments.present.js";
import { listEnrollments, readHistory } from "../enrollments/enrollments.service.js";
import { presentObservation } from "../observations/observations.present.js";
import { earlierObservations, findPage } from "../observations/observations.service.js";
import { presentPatient } from "../patients/patients.present.js";
import { duplicatesOf, earlierPatients, type PatientRow } from "../patients/patients.service.js";
import { presentTimeEntry } from "../time-entries/time-entries.present.js";
import { earlierTimeEntries, listTimeEntries } from "../time-entries/time-entries.service.js";

/** What of a record is in memory at a time. */
const PAGE = { limit: 200 };

type Line = { type: string; data: unknown };
type Lines = AsyncGenerator<Line[]>;

/** All that is kept about a patient, a page of lines at a time, as the API presents it. */
export async function* recordOf(tx: TenantTx, patient: PatientRow): Lines {
  const { id: patientId } = patient;
  yield [{ type: "patient", data: presentPatient(tx, patient) }];
  yield* versionsOf("patient", earlierPatients(tx, [patientId]), (row) => presentPatient(tx, row));
  for (const duplicate of await duplicatesOf(tx, patientId)) {
    yield [{ type: "duplicate", data: presentPatient(tx, duplicate) }];
    yield* versionsOf("patient", earlierPatients(tx, [duplicate.id]), (row) => presentPatient(tx, row));
  }
  yield* enrollmentsOf(tx, patientId);
  yield (await devicesOfPatient(tx, patientId)).map(lineOf("deviceAssignment", presentDeviceOfPatient));
  yield* observationsOf(tx, patientId);
  yield* alertsOf(tx, patientId);
  yield* timeEntriesOf(tx, patientId);
  yield* claimsOf(tx, patientId);
  for await (const rows of pagesOf((cursor) => listAccesses(tx, patientId, { ...PAGE, cursor }))) yield rows.map(lineOf("access", presentAccess));
}

const lineOf = <Row>(type: string, present: (row: Row) => unknown) => (row: Row): Line => ({ type, data: present(row) });

async function* versionsOf<Row>(type: string, pages: AsyncGenerator<EarlierForm<Row>[]>, present: (row: Row) => unknown): Lines {
  const line = lineOf<EarlierForm<Row>>(`${type}Version`, ({ replacedAt, replacedBy, row }) =>
    ({ replacedAt: replacedAt.toISOString(), replacedBy, [type]: present(row) }));
  for await (const forms of pages) yield forms.map(line);
}

async function* enrollmentsOf(tx: TenantTx, patientId: string): Lines {
  for await (const rows of pagesOf((cursor) => listEnrollments(tx, { patientId, ...PAGE, cursor }))) {
    yield rows.map(lineOf("enrollment", presentEnrollment));
    for (const { id: enrollmentId } of rows) {
      const line = lineOf("enrollmentHistory", (step: Parameters<typeof presentStep>[0]) => ({ enrollmentId, ...presentStep(step) }));
      for await (const steps of pagesOf((cursor) => readHistory(tx, enrollmentId, { ...PAGE, cursor }))) yield steps.map(line);
      yield* statementsOf(tx, enrollmentId);
    }
  }
}

/** What people stated of single months, and who signed them off. */
async function* statementsOf(tx: TenantTx, enrollmentId: string): Lines {
  const present = (row: Parameters<typeof presentMonthFacts>[0]) => ({ enrollmentId, ...presentMonthFacts(row) });
  yield (await listMonthFacts(tx, enrollmentId)).months.map(lineOf("billingFacts", present));
  yield* versionsOf("billingFacts", earlierMonthFacts(tx, enrollmentId), present);
  for await (const signed of allSignOffs(tx, enrollmentId)) {
    yield signed.map(lineOf("signOff", ({ month, ...signOff }: (typeof signed)[number]) => ({ enrollmentId, month, ...presentSignOff(signOff) })));
  }
}

async function* observationsOf(tx: TenantTx, patientId: string): Lines {
  const statuses = ["FINAL", "ENTERED_IN_ERROR"];
  const present = (row: Parameters<typeof presentObservation>[1]) => presentObservation(tx, row);
  for await (const rows of pagesOf((cursor) => findPage(tx, { patientId, statuses, ...PAGE, cursor }))) {
    yield rows.map(lineOf("observation", present));
    yield* versionsOf("observation", earlierObservations(tx, rows.map(({ id }) => id)), present);
  }
}

async function* alertsOf(tx: TenantTx, patientId: string): Lines {
  for await (const rules of pagesOf((cursor) => findRules(tx, { patientId, ...PAGE, cursor }))) yield rules.map(lineOf("alertRule", presentAlertRule));
  yield* versionsOf("alertRule", earlierRules(tx, patientId), presentAlertRule);
  const present = (row: Parameters<typeof presentAlert>[1]) => presentAlert(tx, row);
  for await (const rows of pagesOf((cursor) => findAlerts(tx, { patientId, ...PAGE, cursor }))) {
    yield rows.map(lineOf("alert", present));
    yield* versionsOf("alert", earlierAlerts(tx, rows.map(({ id }) => id)), present);
  }
}

async function* timeEntriesOf(tx: TenantTx, patientId: string): Lines {
  const present = (row: Parameters<typeof presentTimeEntry>[1]) => presentTimeEntry(tx, row);
  for await (const rows of pagesOf((cursor) => listTimeEntries(tx, { patientId, ...PAGE, cursor }))) {
    yield rows.map(lineOf("timeEntry", present));
    yield* versionsOf("timeEntry", earlierTimeEntries(tx, rows.map(({ id }) => id)), present);
  }
}

async function* claimsOf(tx: TenantTx, patientId: string): Lines {
  for await (const rows of pagesOf((cursor) => listClaims(tx, { patientId, ...PAGE, cursor }))) {
    yield rows.map(lineOf("claim", presentClaim));
    yield* versionsOf("claim", earlierClaims(tx, rows.map(({ id }) => id)), presentClaim);
  }
}

/** Newline-delimited JSON, a chunk for each page. */
export async function* toNdjson(pages: Lines): AsyncGenerator<string> {
  for await (const lines of pages) {
    if (lines.length) yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }
}
