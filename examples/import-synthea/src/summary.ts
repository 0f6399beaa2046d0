export type Counts = Map<string, number>;

export type Summary = {
  patients: { created: number; found: number; incomplete: number };
  enrollments: { created: number; found: number };
  readings: { sent: number; created: number; duplicates: number; refused: Counts; notEvaluated: number };
  alertsRaised: number;
  leftOut: Counts;
};

export const emptySummary = (): Summary => ({
  patients: { created: 0, found: 0, incomplete: 0 },
  enrollments: { created: 0, found: 0 },
  readings: { sent: 0, created: 0, duplicates: 0, refused: new Map(), notEvaluated: 0 },
  alertsRaised: 0,
  leftOut: new Map(),
});

export const countIn = (counts: Counts, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

export const formatSummary = ({ patients, enrollments, readings, alertsRaised, leftOut }: Summary): string => {
  const lines = [
    `Patients     ${patients.created} created, ${patients.found} found, ${patients.incomplete} incomplete`,
    `Enrollments  ${enrollments.created} created, ${enrollments.found} found`,
    `Readings     ${readings.sent} sent: ${readings.created} created, ${readings.duplicates} duplicates, ${total(readings.refused)} refused`,
    ...list(readings.refused),
    `             ${readings.notEvaluated} stored without evaluation`,
    `Alerts       ${alertsRaised} raised`,
    `Left out     ${total(leftOut)}`,
    ...list(leftOut),
  ];
  return `${lines.join("\n")}\n`;
};

const total = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

const list = (counts: Counts): string[] =>
  [...counts].toSorted(([a, less], [b, more]) => more - less || a.localeCompare(b)).map(([key, count]) => `  ${String(count).padStart(9)}  ${key}`);
