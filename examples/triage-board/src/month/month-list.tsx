import { useState } from "react";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import type { Go } from "../use-place.ts";
import { personName } from "../words.ts";
import { Readiness } from "./readiness.tsx";
import { useReadiness } from "./use-readiness.ts";

/** Enrollments a step. */
const STEP = 12;

export const MonthList = ({ month, go }: { month: string; go: Go }) => {
  const [shown, setShown] = useState(STEP);
  const { rows, total, error, loading, reload } = useReadiness(month, shown);
  return (
    <>
      <ErrorNote error={error} onRetry={reload} />
      {total === 0 && <EmptyNote title="No open enrollment">Enroll a patient, and the month counts here.</EmptyNote>}
      <ul className="rows months">
        {rows.map(({ patient, readiness }) => (
          <li key={readiness.enrollmentId} className="card">
            <button type="button" className="name" onClick={() => go("patient", readiness.patientId)}>{patient ? personName(patient) : "Patient"}</button>
            <Readiness readiness={readiness} />
          </li>
        ))}
      </ul>
      {loading && <Loading what="enrollments" lines={3} />}
      {!loading && total !== undefined && rows.length < total && <button type="button" onClick={() => setShown(shown + STEP)}>Show {Math.min(STEP, total - rows.length)} more of {total}</button>}
    </>
  );
};
