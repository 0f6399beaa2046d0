import type { TriageItem } from "@vitaledge/sdk";
import { useState } from "react";
import { useClient } from "../client.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import { ResolveDialog } from "./resolve-dialog.tsx";
import { Announcer } from "./announcer.tsx";
import { LineBadge } from "./line-badge.tsx";
import { QueueRow } from "./queue-row.tsx";
import { useRovingRows } from "./use-roving-rows.ts";
import type { QueueState } from "./use-queue.ts";

type Props = { queue: QueueState; patientId: string | undefined; onOpen: (patientId: string) => void };

const NONE: readonly TriageItem[] = [];

export const Queue = ({ queue, patientId, onOpen }: Props) => {
  const client = useClient();
  const [resolving, setResolving] = useState<TriageItem>();
  const [failure, setFailure] = useState<unknown>();
  const { value, error, loading, reload, retry, fresh, latest } = queue;
  const items = value?.items ?? NONE;
  const acknowledge = (item: TriageItem): void => {
    if (item.alert.status !== "OPEN") return;
    setFailure(undefined);
    client.alerts.act({ alertIds: [item.alert.id], action: "ACKNOWLEDGE" }).then(reload, setFailure);
  };
  const again = (): void => {
    setFailure(undefined);
    retry();
  };
  const rows = useRovingRows(items, { a: acknowledge, r: setResolving }, resolving !== undefined);
  return (
    <section className="queue" aria-labelledby="queue-title" aria-busy={loading}>
      <div className="section-head">
        <h1 id="queue-title">Triage queue</h1>
        <LineBadge />
        {value && <span className="quiet">{value.total > items.length ? `the ${items.length} most urgent of ${value.total}` : `${items.length} open`}</span>}
      </div>
      <Announcer items={items.filter(({ alert }) => latest.includes(alert.id))} />
      <ErrorNote error={failure ?? error} onRetry={again} />
      {!value && loading && <Loading what="the queue" lines={8} />}
      {value && items.length === 0 && <EmptyNote title="Nobody waits">New alerts appear here by themselves.</EmptyNote>}
      <ul ref={rows.list} className="rows" aria-label="Alerts, most urgent first" onKeyDown={rows.onKeyDown}>
        {items.map((item, index) => (
          <QueueRow
            key={item.alert.id} item={item} fresh={fresh.has(item.alert.id)} open={item.patient.id === patientId} tabbable={index === rows.current}
            onFocus={() => rows.setCurrent(index)} onOpen={() => onOpen(item.patient.id)}
            onAcknowledge={() => acknowledge(item)} onResolve={() => setResolving(item)}
          />
        ))}
      </ul>
      {resolving && <ResolveDialog alert={resolving.alert} patient={resolving.patient} onClose={() => setResolving(undefined)} onResolved={reload} />}
    </section>
  );
};
