import { useClient } from "../client.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { useLoad } from "../use-load.ts";

/** An alert without an enrollment: minutes need one that the patient has. */
export const EnrollmentField = ({ patientId }: { patientId: string }) => {
  const client = useClient();
  const { value, error, reload } = useLoad(patientId, (signal) => client.enrollments.list({ patientId, status: ["ACTIVE"] }, { signal }).toArray({ limit: 20 }));
  return (
    <>
      <ErrorNote error={error} onRetry={reload} />
      <label>
        Enrollment
        <select name="enrollmentId" required>{value?.map(({ id, program, startDate }) => <option key={id} value={id}>{program} since {startDate}</option>)}</select>
      </label>
      {value?.length === 0 && <p className="quiet">The patient has no active enrollment: leave the minutes empty.</p>}
    </>
  );
};
