import { Queue } from "./queue/queue.tsx";
import { useQueue } from "./queue/use-queue.ts";
import { PatientPage } from "./patient/patient-page.tsx";
import type { Go, Place } from "./use-place.ts";

/** The queue and, beside it or in its place on a small screen, the patient. */
export const Desk = ({ place, go }: { place: Place; go: Go }) => {
  const queue = useQueue();
  const patientId = place.view === "patient" ? place.patientId : undefined;
  return (
    <div className="desk" data-patient={patientId === undefined ? undefined : ""}>
      <Queue queue={queue} patientId={patientId} onOpen={(id) => go("patient", id)} />
      {patientId !== undefined && (
        <PatientPage key={patientId} patientId={patientId} queue={queue} onClose={() => go("queue")} />
      )}
    </div>
  );
};
