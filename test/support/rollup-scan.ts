import type pg from "pg";

/** Reading days as they follow from the readings, each day reckoned here and not by the database. */
export type ScannedDays = Record<string, number>;

const dayIn = (instant: Date, zone: string): string => new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(instant);

type Reading = { enrollment_id: string; timezone: string; recorded_at: Date; received_at: Date; source: string; device_id: string | null };

export const scanDays = async (client: pg.Client): Promise<ScannedDays> => {
  const { rows } = await client.query<Reading>(`
    select o.enrollment_id, e.timezone, o.recorded_at, o.received_at, o.source, o.device_id
      from observations o join enrollments e using (organization_id) where e.id = o.enrollment_id and o.status = 'FINAL'`);
  const days: ScannedDays = {};
  for (const { enrollment_id, timezone, recorded_at, received_at, source, device_id } of rows) {
    const key = [enrollment_id, dayIn(recorded_at, timezone), dayIn(received_at, timezone), source, device_id ?? ""].join(" ");
    days[key] = (days[key] ?? 0) + 1;
  }
  return days;
};

export const keptDays = async (client: pg.Client): Promise<ScannedDays> => {
  const { rows } = await client.query<{ key: string; count: number }>(`
    select concat_ws(' ', enrollment_id, measured_on::text, received_on::text, source, device_id) as key, count from reading_days`);
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
};
