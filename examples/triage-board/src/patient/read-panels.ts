import type { MetricDefinition, PatientTrends, VitalEdge } from "@vitaledge/sdk";
import type { Range } from "./ranges.tsx";

export type Line = { name: string; trends: PatientTrends; unit: string };
/** Metrics that belong together, as the two values of a blood pressure. */
export type Panel = { id: string; name: string; lines: Line[]; timeZone: string };

/** Readings that tell what the patient measures. */
const RECENT = 100;
const DAY = 86_400_000;

export const readPanels = async (client: VitalEdge, patientId: string, { days, interval }: Range, signal: AbortSignal): Promise<Panel[]> => {
  const [recent, definitions] = await Promise.all([
    client.observations.forPatient(patientId, { limit: RECENT }, { signal }).toArray({ limit: RECENT }),
    client.metricDefinitions.list({ limit: 200 }, { signal }).toArray({ limit: 500 }),
  ]);
  const measured = new Set(recent.map(({ metricDefinitionId }) => metricDefinitionId));
  const from = new Date(Date.now() - days * DAY).toISOString();
  const read = async (definition: MetricDefinition): Promise<Line> => ({
    name: definition.name, unit: definition.displayUnit,
    trends: await client.observations.trends(patientId, { metricDefinitionId: definition.id, interval, from }, { signal }),
  });
  const known = definitions.filter(({ id }) => measured.has(id));
  const groups = Map.groupBy(known, ({ id, panel }) => panel ?? id);
  return Promise.all([...groups].map(async ([id, members]): Promise<Panel> => {
    const lines = (await Promise.all(members.map(read))).toSorted((one, other) => lastOf(other) - lastOf(one));
    return { id, name: lines.length > 1 ? sharedName(lines) : lines[0]?.name ?? id, lines, timeZone: lines[0]?.trends.timezone ?? "UTC" };
  }));
};

/** The lines are named from the top down. */
const lastOf = ({ trends }: Line): number => trends.data.at(-1)?.mean ?? 0;

/** "Systolic blood pressure" and "Diastolic blood pressure" are of the blood pressure. */
const sharedName = (lines: readonly Line[]): string => {
  const words = lines.map(({ name }) => name.split(" "));
  const [first = []] = words;
  const start = first.findIndex((_, index) => words.every((other) => other.slice(-(first.length - index)).join(" ") === first.slice(index).join(" ")));
  const shared = start < 0 ? lines.map(({ name }) => name).join(", ") : first.slice(start).join(" ");
  return shared.charAt(0).toUpperCase() + shared.slice(1);
};
