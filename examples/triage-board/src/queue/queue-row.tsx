import type { TriageItem } from "@vitaledge/sdk";
import type { MouseEvent } from "react";
import { ago, dateTime, number, personName } from "../words.ts";
import { SeverityBadge } from "./severity-badge.tsx";
import { Spark } from "./spark.tsx";

type Props = {
  item: TriageItem; fresh: boolean; open: boolean; tabbable: boolean;
  onFocus: () => void; onOpen: () => void; onAcknowledge: () => void; onResolve: () => void;
};

export const QueueRow = ({ item: { alert, patient, recent, reasons, priority }, fresh, open, tabbable, onFocus, onOpen, onAcknowledge, onResolve }: Props) => {
  const tabIndex = tabbable ? 0 : -1;
  const name = personName(patient);
  const acknowledge = (event: MouseEvent<HTMLButtonElement>): void => {
    // This button goes; the focus stays in the row.
    event.currentTarget.closest("li")?.querySelector<HTMLElement>(".row-open")?.focus();
    onAcknowledge();
  };
  return (
    <li className="row" data-severity={alert.severity} data-open={open ? "" : undefined} onFocus={onFocus}>
      <button type="button" className="row-open" tabIndex={tabIndex} onClick={onOpen} aria-current={open ? "true" : undefined}>
        <SeverityBadge severity={alert.severity} />
        <span className="row-name">{name}{fresh && <span className="tag fresh">New</span>}</span>
        <span className="row-title">{alert.title}</span>
        {alert.value !== null && <span className="row-value">{number(alert.value)} <span className="quiet">{alert.unit}</span></span>}
        <span className="row-facts quiet">
          {patient.mrn && <span>{patient.mrn}</span>}
          <time dateTime={alert.lastTriggeredAt} title={dateTime(alert.lastTriggeredAt)}>{ago(alert.lastTriggeredAt)}</time>
          {alert.occurrences > 1 && <span>{alert.occurrences} times</span>}
          {alert.escalated && <span className="tag">Escalated</span>}
          {alert.status === "ACKNOWLEDGED" && <span className="tag">Acknowledged</span>}
          <span title={reasons.join(" ")}>priority {priority}</span>
        </span>
      </button>
      <Spark values={recent.map(({ value }) => value).toReversed()} />
      <span className="row-actions">
        {alert.status === "OPEN" && <button type="button" tabIndex={tabIndex} onClick={acknowledge} aria-label={`Acknowledge: ${name}, ${alert.title}`}>Acknowledge</button>}
        <button type="button" tabIndex={tabIndex} onClick={onResolve} aria-label={`Resolve: ${name}, ${alert.title}`}>Resolve</button>
      </span>
    </li>
  );
};
