import type { Clinic, Clinics } from "./clinics.js";
import type { Row } from "./part.js";
import type { Stage } from "./stage.js";

/** Below it a month is read whole at no cost that an index would save. */
const LARGE = 10_000;
/** Milliseconds after which a backend without work has told what it counted. */
const TOLD = 12_000;

/** How often a large month of readings was read from the first row to the last. */
const countScans = async ({ client }: Clinics): Promise<number> => (await client.query<{ scans: number }>(`
  select coalesce(sum(s.seq_scan), 0)::integer as scans
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_stat_user_tables s on s.relid = c.oid
   where i.inhparent = 'observations'::regclass and c.reltuples > ${LARGE}`)).rows[0]?.scans ?? 0;

const pathsOf = ([patientId = ""]: readonly string[]): string[] => [
  "/api/observations?limit=50", `/api/observations?patientId=${patientId}&metricDefinitionId=metric_bp_systolic`, `/api/patients/${patientId}/record`,
  `/fhir/R4/Observation?patient=${patientId.replace("_", "-")}&category=vital-signs&_count=20`, `/fhir/R4/Observation?patient=${patientId.replace("_", "-")}&code=8480-6&_sort=date`,
  "/fhir/R4/Observation?_count=20", `/fhir/R4/Observation/$lastn?patient=${patientId.replace("_", "-")}&category=vital-signs`,
];

const askOnce = async ({ server }: Stage, { organizationId, accessToken, patientIds }: Clinic): Promise<void> => {
  for (const path of pathsOf(patientIds)) {
    const response = await fetch(server.url + path, { headers: { "authorization": `Bearer ${accessToken}`, "x-organization-id": organizationId } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
};

/** Counts from now on; the row is of all that was asked until then, and of what else reads readings, once. */
export const watchScans = async (stage: Stage, clinics: Clinics, readings: string): Promise<() => Promise<Row>> => {
  const before = await countScans(clinics);
  return async () => {
    await clinics.signIn();
    for (const clinic of [clinics.one, ...clinics.many.slice(0, 1)]) await askOnce(stage, clinic);
    await new Promise((resolve) => setTimeout(resolve, TOLD));
    return {
      what: `Months read from the first reading to the last, ${readings} readings`, baseline: "what stands above, more lists, FHIR searches and records",
      measured: (await countScans(clinics)) - before, unit: "scans", goal: { atMost: 0 }, detail: `months of more than ${LARGE} readings, by PostgreSQL's count`,
    };
  };
};
