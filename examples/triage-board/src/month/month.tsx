import { useState } from "react";
import { useClient } from "../client.ts";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import { useLoad } from "../use-load.ts";
import type { Go } from "../use-place.ts";
import { MonthList } from "./month-list.tsx";
import { monthName, shift, thisMonth } from "./months.ts";
import { Totals } from "./totals.tsx";

export const Month = ({ go }: { go: Go }) => {
  const client = useClient();
  const [month, setMonth] = useState(thisMonth);
  const { value: summary, error, loading, reload } = useLoad(month, (signal) => client.billing.summary(month, {}, { signal }));
  return (
    <section className="month" aria-labelledby="month-title">
      <div className="section-head">
        <h1 id="month-title" aria-live="polite">{monthName(month)}</h1>
        <div className="segments">
          <button type="button" onClick={() => setMonth(shift(month, -1))}>Earlier</button>
          <button type="button" onClick={() => setMonth(shift(month, 1))} disabled={month >= thisMonth()}>Later</button>
        </div>
        {summary?.closed && <span className="tag">Closed</span>}
      </div>
      <ErrorNote error={error} onRetry={reload} />
      {!summary && loading && <Loading what="the month" lines={2} />}
      {summary && <Totals totals={summary.totals} />}
      <MonthList key={month} month={month} go={go} />
    </section>
  );
};
