import pg from "pg";
import { compare, type Comparison, type Measured } from "./measure.js";
import { seed } from "./seed.js";
import { setStage, type Stage } from "./stage.js";

/** Each reading of the seed as often, a minute apart. */
const COPIES = Number(process.env["FHIR_COPIES"] ?? 99);

export type FhirFigures = { observations: number; comparisons: { name: string; goal: number; ratio: number; fhir: Measured; rest: Measured }[] };

/** FHIR beside REST on one server and the same rows. */
export const measureFhir = async (): Promise<FhirFigures> => {
  const stage = await setStage();
  try {
    const { accessToken, patientIds } = await seed(stage);
    const { observations, ids } = await multiply(stage);
    const subject = { url: stage.server.url, headers: { authorization: `Bearer ${accessToken}`, "x-organization-id": stage.organizationId } };
    const comparisons: FhirFigures["comparisons"] = [];
    for (const comparison of comparisonsOf(patientIds, ids)) {
      const { server: fhir, bare: rest } = await compare(comparison, { server: subject, bare: subject });
      const ratio = Math.round((100 * fhir.median.requestsPerSecond) / rest.median.requestsPerSecond) / 100;
      comparisons.push({ name: comparison.name, goal: comparison.goal, ratio, fhir, rest });
    }
    return { observations, comparisons };
  } finally {
    await stage.stop();
  }
};

type Id = { id: string; fhir: string };

const comparisonsOf = (patientIds: readonly string[], ids: readonly Id[]): Comparison[] => {
  let turn = 0;
  const next = <T>(of: readonly T[]): T => of[(turn += 1) % of.length]!;
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
  const get = (path: string) => ({ method: "GET", path });
  return [
    {
      name: "read of one", baseline: "the same over REST", goal: 0.6,
      request: (of) => get(of === "server" ? `/fhir/R4/Observation/${next(ids).fhir}` : `/api/observations/${next(ids).id}`),
    },
    {
      name: "patient, category and date, 20 of them", baseline: "the list over REST", goal: 0.6,
      request: (of) => get(of === "server"
        ? `/fhir/R4/Observation?patient=${next(patientIds).replace("_", "-")}&category=vital-signs&date=ge${since}&_count=20`
        : `/api/observations/patient/${next(patientIds)}?limit=20`),
    },
  ];
};

const multiply = async ({ databaseUrl, organizationId }: Stage): Promise<{ observations: number; ids: Id[] }> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      insert into observations (organization_id, id, patient_id, enrollment_id, metric_definition_id, value, unit, canonical_value, canonical_unit, source,
        recorded_at, recorded_at_offset, received_at, interpretation, evaluated, warnings, fhir_id, created_at, updated_at)
      select o.organization_id, 'obs_' || md5(o.id || k), o.patient_id, o.enrollment_id, o.metric_definition_id, o.value, o.unit, o.canonical_value,
        o.canonical_unit, o.source, o.recorded_at - k * interval '1 minute', o.recorded_at_offset, o.received_at, o.interpretation, o.evaluated, o.warnings,
        'panel-' || md5(o.id || k), o.created_at, o.updated_at
      from observations o cross join generate_series(1, ${COPIES}) k where o.organization_id = '${organizationId}'`);
    await client.query("vacuum analyze observations");
    const { rows } = await client.query<Id>(`select id, fhir_id as fhir from observations tablesample bernoulli (0.1) where organization_id = '${organizationId}'`);
    const { rows: [counted] } = await client.query<{ count: string }>("select count(*) from observations");
    return { observations: Number(counted?.count), ids: rows };
  } finally {
    await client.end();
  }
};

export const printFhir = ({ observations, comparisons }: FhirFigures): void => {
  console.log(`FHIR beside REST on ${observations} observations, requests/s, median:`);
  for (const { name, ratio, goal, fhir, rest } of comparisons) {
    console.log(`${name.padEnd(46)}${fhir.median.requestsPerSecond} to ${rest.median.requestsPerSecond}; ratio ${ratio}, goal ${goal}; p99 ${fhir.median.p99} and ${rest.median.p99} ms`);
  }
};
