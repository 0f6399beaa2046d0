import { useState } from "react";
import { useClient } from "../client.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ErrorNote } from "../parts/error-note.tsx";
import { Loading } from "../parts/loading.tsx";
import { useLoad } from "../use-load.ts";
import { Ranges, RANGES } from "./ranges.tsx";
import type { Range } from "./ranges.tsx";
import { readPanels } from "./read-panels.ts";
import { TrendFigure } from "./trend-figure.tsx";

/** What the patient measures, as lines over time. */
export const Trends = ({ patientId, changes }: { patientId: string; changes: number }) => {
  const client = useClient();
  const [range, setRange] = useState<Range>(RANGES[1]);
  const { value: panels, error, loading, reload } = useLoad(`${patientId} ${range.days}`, (signal) => readPanels(client, patientId, range, signal), changes);
  return (
    <section aria-labelledby="trends-title" aria-busy={loading}>
      <div className="section-head">
        <h2 id="trends-title">Trends</h2>
        <Ranges value={range} onChange={setRange} />
      </div>
      <ErrorNote error={error} onRetry={reload} />
      {!panels && loading && <Loading what="the readings" lines={6} />}
      {panels?.length === 0 && <EmptyNote title="No readings yet">They appear here as the devices send them.</EmptyNote>}
      <div className="figures">{panels?.map((panel) => <TrendFigure key={panel.id} panel={panel} />)}</div>
    </section>
  );
};
