import type { AlertTimeEntry } from "@vitaledge/sdk";
import { useState } from "react";
import { sentence } from "../words.ts";
import { EnrollmentField } from "./enrollment-field.tsx";

const ACTIVITIES = ["REVIEW", "CALL", "VIDEO", "MESSAGE", "CARE_COORDINATION", "CARE_PLAN", "OTHER"] as const satisfies readonly AlertTimeEntry["activity"][];
const ROLES = ["CLINICAL_STAFF", "PHYSICIAN", "QHP", "THERAPIST", "THERAPY_ASSISTANT", "NON_CLINICAL"] as const satisfies readonly AlertTimeEntry["staffRole"][];

/** The form's minutes, up to now; undefined where there are none. */
export const readTimeEntry = (form: FormData, enrollmentId: string | null): AlertTimeEntry | undefined => {
  const minutes = Number(form.get("minutes"));
  if (!(minutes > 0)) return undefined;
  const chosen = enrollmentId === null ? { enrollmentId: String(form.get("enrollmentId")) } : {};
  return {
    ...chosen,
    startedAt: new Date(Date.now() - minutes * 60_000).toISOString(),
    durationSeconds: minutes * 60,
    activity: ACTIVITIES.find((value) => value === form.get("activity")) ?? "OTHER",
    staffRole: ROLES.find((value) => value === form.get("staffRole")) ?? "CLINICAL_STAFF",
    interactive: form.get("interactive") === "on",
  };
};

/** Minutes begin empty: time is billed, so nobody guesses it. */
export const TimeFields = ({ patientId, enrollmentId }: { patientId: string; enrollmentId: string | null }) => {
  const [minutes, setMinutes] = useState("");
  const logged = Number(minutes) > 0;
  return (
    <fieldset>
      <legend>Time spent</legend>
      <div className="fields">
        <label>Minutes <input name="minutes" type="number" min={1} max={480} step={1} inputMode="numeric" value={minutes} onChange={(event) => setMinutes(event.target.value)} /></label>
        <label>Activity <select name="activity" disabled={!logged}>{ACTIVITIES.map((value) => <option key={value} value={value}>{sentence(value)}</option>)}</select></label>
        <label>Done by <select name="staffRole" disabled={!logged}>{ROLES.map((value) => <option key={value} value={value}>{sentence(value)}</option>)}</select></label>
      </div>
      <label className="check"><input name="interactive" type="checkbox" disabled={!logged} /> A live conversation with the patient</label>
      {logged && enrollmentId === null && <EnrollmentField patientId={patientId} />}
      <p className="quiet">Ends now. Leave the minutes empty to log none.</p>
    </fieldset>
  );
};
