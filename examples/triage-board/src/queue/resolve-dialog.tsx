import type { Alert, AlertOutcome, TriagePatient } from "@vitaledge/sdk";
import { useClient } from "../client.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { useSubmit } from "../use-submit.ts";
import { personName, sentence } from "../words.ts";
import { TimeFields, readTimeEntry } from "./time-fields.tsx";

const OUTCOMES = ["CONTACTED_PATIENT", "MEDICATION_CHANGED", "SENT_TO_ED", "FALSE_POSITIVE", "NO_ACTION", "OTHER"] as const satisfies readonly AlertOutcome[];

type Props = { alert: Alert; patient: TriagePatient; onClose: () => void; onResolved: () => void };

/** The outcome and, in the same request, the minutes: both are kept or neither. */
export const ResolveDialog = ({ alert, patient, onClose, onResolved }: Props) => {
  const client = useClient();
  const { submit, busy, error } = useSubmit(async (form) => {
    const outcome = OUTCOMES.find((value) => value === form.get("outcome")) ?? "OTHER";
    const note = String(form.get("note")).trim();
    const timeEntry = readTimeEntry(form, alert.enrollmentId);
    await client.alerts.resolve(alert.id, { outcome, ...(note && { note }), ...(timeEntry && { timeEntry }) });
    onResolved();
    onClose();
  });
  return (
    <Dialog title="Resolve the alert" onClose={onClose}>
      <p><strong>{personName(patient)}</strong> · {alert.title}</p>
      <form onSubmit={submit}>
        <label>
          Outcome
          <select name="outcome" required>{OUTCOMES.map((value) => <option key={value} value={value}>{sentence(value)}</option>)}</select>
        </label>
        <label>Note <textarea name="note" rows={2} maxLength={4000} /></label>
        <TimeFields patientId={patient.id} enrollmentId={alert.enrollmentId} />
        <ErrorNote error={error} />
        <div className="actions">
          <button type="button" onClick={onClose}>Cancel</button>
          <button className="primary" type="submit" disabled={busy}>{busy ? "Saving …" : "Resolve"}</button>
        </div>
      </form>
    </Dialog>
  );
};
