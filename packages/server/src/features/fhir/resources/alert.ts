import type { DetectedIssue, Task } from "fhir/r4.js";
import type { Form } from "../../../db/row-forms.js";
import { alertForms, type AlertRow } from "../../alerts/alerts.service.js";
import { referOwn, referToActors, referTo, referToReadings, type Refer } from "./refer.js";
import { rowSource, type RowType } from "./row-source.js";
import { HL7, ownCodes, ownExtension } from "./systems.js";

const SEVERITIES = { CRITICAL: "high", HIGH: "high", MEDIUM: "moderate", LOW: "low" } as const;

type Around = { patient: Refer; reading: Refer; actor: Refer };

const mitigationOf = (row: Form<AlertRow>, actor: Refer): DetectedIssue["mitigation"] => {
  const author = (id: string | null) => {
    const reference = id === null ? undefined : actor(id);
    return reference?.reference === undefined ? {} : { author: reference };
  };
  const did = (code: string, at: Date, by: string | null) =>
    [{ action: { coding: [{ system: ownCodes("alert-action"), code }] }, date: at.toISOString(), ...author(by) }];
  if (row.status === "ACKNOWLEDGED") return did("ACKNOWLEDGE", row.updated_at, row.made_by);
  return row.resolved_at && row.outcome ? did(row.outcome, row.resolved_at, row.resolved_by) : undefined;
};

const issueOf = (row: Form<AlertRow>, { patient, reading, actor }: Around): DetectedIssue => {
  const mitigation = mitigationOf(row, actor);
  const readings = row.observation_id === null ? undefined : [reading(row.observation_id)];
  return {
    resourceType: "DetectedIssue",
    // FHIR has three severities, and no status that says who waits for whom.
    extension: [{ url: ownExtension("alert-status"), valueCode: row.status }, { url: ownExtension("alert-severity"), valueCode: row.severity }],
    status: row.status === "RESOLVED" ? "final" : "preliminary",
    code: { coding: [{ system: ownCodes("alert-type"), code: row.type }, { system: ownCodes("alert-category"), code: row.category }], text: row.title },
    severity: SEVERITIES[row.severity],
    patient: patient(row.patient_id),
    identifiedDateTime: row.first_triggered_at.toISOString(),
    ...(readings && { implicated: readings, evidence: [{ detail: readings }] }),
    detail: row.title,
    ...(mitigation && { mitigation }),
  };
};

/** Of an alert, what was found. */
const issues: RowType<AlertRow> = {
  type: "DetectedIssue",
  forms: alertForms,
  patientIds: ({ patient_id }) => [patient_id],

  maker: async (tx, forms) => {
    const [patient, reading, actor] = [
      await referTo(tx, "Patient", forms.map(({ patient_id }) => patient_id)),
      await referToReadings(tx, forms.map(({ observation_id }) => observation_id)),
      await referToActors(tx, forms.flatMap(({ resolved_by, made_by }) => [resolved_by, made_by])),
    ];
    return (form) => issueOf(form, { patient, reading, actor });
  },
};

const STATUSES = { OPEN: "requested", ACKNOWLEDGED: "in-progress", SNOOZED: "on-hold", RESOLVED: "completed" } as const;
const PRIORITIES = { CRITICAL: "stat", HIGH: "urgent", MEDIUM: "asap", LOW: "routine" } as const;

const taskOf = (row: Form<AlertRow>, { patient, actor }: Omit<Around, "reading">): Task => ({
  resourceType: "Task",
  status: STATUSES[row.status],
  ...(row.escalated && { businessStatus: { coding: [{ system: ownCodes("alert-status"), code: "ESCALATED" }] } }),
  intent: "order",
  priority: PRIORITIES[row.severity],
  code: { coding: [{ system: `${HL7}/task-code`, code: "fulfill" }] },
  description: row.title,
  focus: referOwn("DetectedIssue")(row.id),
  for: patient(row.patient_id),
  executionPeriod: { start: row.first_triggered_at.toISOString(), ...(row.resolved_at && { end: row.resolved_at.toISOString() }) },
  authoredOn: row.first_triggered_at.toISOString(),
  lastModified: row.updated_at.toISOString(),
  ...(row.assignee_id && { owner: actor(row.assignee_id) }),
  ...(row.outcome && { output: [{ type: { text: "outcome" }, valueCodeableConcept: { coding: [{ system: ownCodes("alert-outcome"), code: row.outcome }] } }] }),
});

/** And who works on it. */
const tasks: RowType<AlertRow> = {
  type: "Task",
  forms: alertForms,
  patientIds: ({ patient_id }) => [patient_id],

  maker: async (tx, forms) => {
    const patient = await referTo(tx, "Patient", forms.map(({ patient_id }) => patient_id));
    const actor = await referToActors(tx, forms.map(({ assignee_id }) => assignee_id));
    return (form) => taskOf(form, { patient, actor });
  },
};

export const issueSource = rowSource(issues);
export const taskSource = rowSource(tasks);
