import type { CarePlan, EpisodeOfCare, Reference } from "fhir/r4.js";
import { addDays, type LocalDate } from "../../../platform/civil.js";
import { enrollmentForms, type EnrollmentRow } from "../../enrollments/enrollments.service.js";
import { metricsByIds, type Metric } from "../../metric-definitions/metric-definitions.service.js";
import { diagnosesOfPatients } from "../../patients/patients.service.js";
import { METRIC_CODES } from "../canonical.js";
import { organizationOf, referOwn, referTo, type Refer } from "./refer.js";
import { rowSource, type RowType } from "./row-source.js";
import { ICD10CM, ownCodes, usCore } from "./systems.js";

const STATUSES = { PENDING: "planned", ACTIVE: "active", PAUSED: "onhold", ENDED: "finished" } as const;

type Span = { status: "planned" | "active" | "onhold" | "finished"; period: { start: LocalDate; end?: LocalDate } };

const span = (status: Span["status"], start: LocalDate, end: LocalDate | null): Span[] =>
  end !== null && end < start ? [] : [{ status, period: { start, ...(end !== null && { end }) } }];

/** Active days and pauses in turn, from the first day on. */
export const statusHistoryOf = ({ status, start_date, end_date, pauses }: Pick<EnrollmentRow, "status" | "start_date" | "end_date" | "pauses">): Span[] => {
  if (status === "PENDING") return span("planned", start_date, end_date);
  const spans: Span[] = [];
  let from: LocalDate | null = start_date;
  for (const pause of pauses.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    if (from === null) break;
    spans.push(...span("active", from, addDays(pause.from, -1)), ...span("onhold", pause.from, pause.to));
    from = pause.to === null ? null : addDays(pause.to, 1);
  }
  return from === null ? spans : [...spans, ...span("active", from, end_date)];
};

const periodOf = ({ start_date: start, end_date: end }: EnrollmentRow) => ({ start, ...(end !== null && { end }) });

const programOf = (program: string) => ({ coding: [{ system: ownCodes("program"), code: program }], text: program });

type Around = { patient: Refer; condition: Refer; known: ReadonlyMap<string, readonly string[]>; organization: Reference };

const diagnosesOf = (row: EnrollmentRow, { condition, known }: Around): EpisodeOfCare["diagnosis"] =>
  row.diagnoses.map(({ code, description, rank }) => ({
    condition: known.get(row.patient_id)?.includes(code)
      ? condition(`${row.patient_id}.${code}`)
      : { identifier: { system: ICD10CM, value: code }, ...(description && { display: description }) },
    rank,
  }));

const episodeOf = (row: EnrollmentRow, around: Around): EpisodeOfCare => {
  const manager = row.rendering_practitioner_id ?? row.ordering_practitioner_id;
  return {
    resourceType: "EpisodeOfCare",
    status: STATUSES[row.status],
    statusHistory: statusHistoryOf(row),
    type: [programOf(row.program)],
    ...(row.diagnoses.length && { diagnosis: diagnosesOf(row, around) }),
    patient: around.patient(row.patient_id),
    managingOrganization: around.organization,
    period: periodOf(row),
    ...(manager && { careManager: referOwn("Practitioner")(manager) }),
  };
};

export const episodes: RowType<EnrollmentRow> = {
  type: "EpisodeOfCare",
  forms: enrollmentForms,
  patientIds: ({ patient_id }) => [patient_id],

  maker: async (tx, forms) => {
    const patientIds = [...new Set(forms.map(({ patient_id }) => patient_id))];
    const known = await diagnosesOfPatients(tx, patientIds);
    const around = {
      known,
      organization: organizationOf(tx),
      patient: await referTo(tx, "Patient", patientIds),
      condition: await referTo(tx, "Condition", [...known].flatMap(([id, codes]) => codes.map((code) => `${id}.${code}`))),
    };
    return (form) => episodeOf(form, around);
  },
};

const PLANS = { PENDING: "draft", ACTIVE: "active", PAUSED: "on-hold", ENDED: "completed" } as const;
const DOING = { PENDING: "not-started", ACTIVE: "in-progress", PAUSED: "on-hold", ENDED: "completed" } as const;

const narrative = (words: string): CarePlan["text"] =>
  ({ status: "generated", div: `<div xmlns="http://www.w3.org/1999/xhtml">${words.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</div>` });

const planOf = (row: EnrollmentRow, patient: Reference, metrics: readonly Metric[]): CarePlan => ({
  resourceType: "CarePlan",
  meta: { profile: [usCore("careplan")] },
  text: narrative(`${row.program}: ${metrics.map(({ name }) => name).join(", ") || "what the program measures"}`),
  status: PLANS[row.status],
  intent: "plan",
  category: [{ coding: [{ system: "http://hl7.org/fhir/us/core/CodeSystem/careplan-category", code: "assess-plan" }] }, programOf(row.program)],
  title: row.program,
  subject: patient,
  period: periodOf(row),
  ...(row.ordering_practitioner_id && { author: referOwn("Practitioner")(row.ordering_practitioner_id) }),
  supportingInfo: [referOwn("EpisodeOfCare")(row.id)],
  ...(metrics.length && {
    activity: metrics.map(({ id, name }) => ({
      detail: { code: { coding: [{ system: METRIC_CODES, code: id }], text: name }, status: DOING[row.status] },
    })),
  }),
});

export const plans: RowType<EnrollmentRow> = {
  type: "CarePlan",
  forms: enrollmentForms,
  patientIds: ({ patient_id }) => [patient_id],

  maker: async (tx, forms) => {
    const patient = await referTo(tx, "Patient", forms.map(({ patient_id }) => patient_id));
    const metrics = await metricsByIds(tx, [...new Set(forms.flatMap(({ metric_definition_ids }) => metric_definition_ids))]);
    return (form) => planOf(form, patient(form.patient_id), form.metric_definition_ids.flatMap((id) => metrics.get(id) ?? []));
  },
};

export const episodeSource = rowSource(episodes);
export const planSource = rowSource(plans);
