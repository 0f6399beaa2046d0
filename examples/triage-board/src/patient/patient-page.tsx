import { useEffect, useRef } from "react";
import { useClient } from "../client.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import type { QueueState } from "../queue/use-queue.ts";
import { useLoad } from "../use-load.ts";
import { day, personName, sentence, yearsSince } from "../words.ts";
import { Enrollments } from "./enrollments.tsx";
import { OwnAlerts } from "./own-alerts.tsx";
import { Trends } from "./trends.tsx";

type Props = { patientId: string; queue: QueueState; onClose: () => void };

export const PatientPage = ({ patientId, queue, onClose }: Props) => {
  const client = useClient();
  const { value: patient, error, loading, reload } = useLoad(patientId, (signal) => client.patients.get(patientId, { signal }));
  const heading = useRef<HTMLHeadingElement>(null);
  useReturnedFocus();
  useEffect(() => heading.current?.focus(), [patient?.id]);
  return (
    <section className="patient" aria-label="Patient" onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      <div className="section-head">
        <h1 ref={heading} tabIndex={-1}>{patient ? personName(patient) : "Patient"}</h1>
        <button type="button" onClick={onClose}>Back to the queue</button>
      </div>
      <ErrorNote error={error} onRetry={reload} />
      {!patient && loading && <Loading what="the patient" />}
      {patient && (
        <dl className="facts">
          {patient.mrn && <div><dt>MRN</dt><dd>{patient.mrn}</dd></div>}
          {patient.birthDate && <div><dt>Born</dt><dd>{day(patient.birthDate)} ({yearsSince(patient.birthDate)})</dd></div>}
          {patient.sex && <div><dt>Sex</dt><dd>{sentence(patient.sex)}</dd></div>}
          {patient.phone && <div><dt>Phone</dt><dd>{patient.phone}</dd></div>}
          {patient.diagnoses.length > 0 && <div><dt>Diagnoses</dt><dd>{patient.diagnoses.map(({ code, description }) => description ?? code).join(", ")}</dd></div>}
        </dl>
      )}
      <OwnAlerts queue={queue} patientId={patientId} />
      <Trends patientId={patientId} changes={queue.changes} />
      <Enrollments patientId={patientId} changes={queue.changes} />
    </section>
  );
};

/** Back to what opened the patient, where it is still there. */
const useReturnedFocus = (): void => useEffect(() => {
  const before = document.activeElement;
  return () => {
    if (before instanceof HTMLElement && before.isConnected) requestAnimationFrame(() => before.focus());
  };
}, []);
