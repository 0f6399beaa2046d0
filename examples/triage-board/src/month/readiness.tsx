import type { BillingReadiness } from "@vitaledge/sdk";
import { Bar } from "./bar.tsx";

const DONE: ReadonlySet<string> = new Set(["READY", "BILLED"]);
const ON_THE_WAY: ReadonlySet<string> = new Set(["MET_PERIOD_OPEN", "HELD"]);
const WORDS: Record<string, string> = { READY: "ready", BILLED: "billed", MET_PERIOD_OPEN: "met, period open", HELD: "held" };

/** Days and minutes against what is needed, the codes that came of it, and the next step. */
export const Readiness = ({ readiness: { program, days, minutes, codes, nextBestAction } }: { readiness: BillingReadiness }) => {
  const told = codes.filter(({ status }) => DONE.has(status) || ON_THE_WAY.has(status));
  return (
    <div className="readiness">
      <span className="tag program">{program}</span>
      <div className="bars">
        {days && <Bar name="Days with readings" have={days.soFar} need={days.needed} unit="days" />}
        {minutes && <Bar name="Minutes of care" have={minutes.soFar} need={minutes.needed} unit="min" />}
      </div>
      {told.length > 0 && (
        <ul className="codes" aria-label="Codes">
          {told.map(({ code, label, status }) => <li key={code} className="tag" data-done={DONE.has(status) ? "" : undefined} title={label}>{code} {WORDS[status]}</li>)}
        </ul>
      )}
      {nextBestAction && <p className="next"><strong>Next:</strong> {nextBestAction}</p>}
    </div>
  );
};
