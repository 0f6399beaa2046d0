import type { TriageItem } from "@vitaledge/sdk";
import { useState } from "react";
import { ResolveDialog } from "../queue/resolve-dialog.tsx";
import { SeverityBadge } from "../queue/severity-badge.tsx";
import type { QueueState } from "../queue/use-queue.ts";
import { ago, dateTime } from "../words.ts";

/** What of the queue is the patient's, to be resolved from here. */
export const OwnAlerts = ({ queue, patientId }: { queue: QueueState; patientId: string }) => {
  const [resolving, setResolving] = useState<TriageItem>();
  const own = queue.value?.items.filter(({ patient }) => patient.id === patientId) ?? [];
  return (
    <section aria-label="Open alerts">
      <ul className="rows">
        {own.map((item) => (
          <li key={item.alert.id} className="card own-alert">
            <SeverityBadge severity={item.alert.severity} />
            <span>{item.alert.title} <time className="quiet" dateTime={item.alert.lastTriggeredAt} title={dateTime(item.alert.lastTriggeredAt)}>{ago(item.alert.lastTriggeredAt)}</time></span>
            <button type="button" onClick={() => setResolving(item)} aria-label={`Resolve: ${item.alert.title}`}>Resolve</button>
          </li>
        ))}
      </ul>
      {resolving && <ResolveDialog alert={resolving.alert} patient={resolving.patient} onClose={() => setResolving(undefined)} onResolved={queue.reload} />}
    </section>
  );
};
