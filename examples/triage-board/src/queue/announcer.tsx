import type { TriageItem } from "@vitaledge/sdk";
import { personName, sentence } from "../words.ts";

const MOST = 3;

/** Says the alerts that just came to who does not see the list change. */
export const Announcer = ({ items }: { items: readonly TriageItem[] }) => {
  const words = items.slice(0, MOST).map(({ alert, patient }) => `New alert, ${sentence(alert.severity)}: ${personName(patient)}, ${alert.title}.`);
  const more = items.length > MOST ? ` And ${items.length - MOST} more.` : "";
  return <p className="hidden" role="status">{words.join(" ")}{more}</p>;
};
