import { useClient } from "../client.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import { Readiness } from "../month/readiness.tsx";
import { thisMonth } from "../month/months.ts";
import { useLoad } from "../use-load.ts";

/** How far the patient's enrollments are this month. */
export const Enrollments = ({ patientId, changes }: { patientId: string; changes: number }) => {
  const client = useClient();
  const month = thisMonth();
  const { value, error, loading, reload } = useLoad(patientId, async (signal) => {
    const open = await client.enrollments.list({ patientId, status: ["ACTIVE", "PAUSED"] }, { signal }).toArray({ limit: 10 });
    return Promise.all(open.map(({ id }) => client.billing.readiness(id, month, {}, { signal })));
  }, changes);
  return (
    <section aria-labelledby="enrollments-title" aria-busy={loading}>
      <div className="section-head"><h2 id="enrollments-title">This month</h2></div>
      <ErrorNote error={error} onRetry={reload} />
      {!value && loading && <Loading what="the month" lines={3} />}
      {value?.length === 0 && <EmptyNote title="No open enrollment" />}
      <ul className="rows">{value?.map((readiness) => <li key={readiness.enrollmentId} className="card"><Readiness readiness={readiness} /></li>)}</ul>
    </section>
  );
};
