import pg from "pg";
import { processorTime, type Used } from "./cpu.js";
import { multiplyReadings, type ReadingId } from "./many-readings.js";
import { load, median, ROUNDS, SECONDS, WARM_UP, type Figures, type Subject } from "./measure.js";
import { seed } from "./seed.js";
import { setStage } from "./stage.js";

const OBSERVATIONS = Number(process.env["FHIR_OBSERVATIONS"] ?? 1_000_000);
/** Of the requests a second of REST. */
const GOAL = 0.6;

/** Milliseconds of processor time a request, of the server and of the database: what else the machine does counts little in them. */
type Side = Figures & { serverMs: number; databaseMs: number };
type Face = "fhir" | "rest";
type Asked = { name: string; paths: Record<Face, () => string> };

export type FhirComparison = { name: string; goal: number; ratio: number; costRatio: number; fhir: Side; rest: Side };
export type FhirFigures = { observations: number; comparisons: FhirComparison[] };

/** FHIR beside REST on one server and the same rows. */
export const measureFhir = async (): Promise<FhirFigures> => {
  const stage = await setStage();
  const database = new pg.Client({ connectionString: stage.databaseUrl });
  try {
    const { accessToken, patientIds } = await seed(stage);
    const { observations, ids } = await multiplyReadings(stage, OBSERVATIONS);
    await database.connect();
    const { rows: [own] } = await database.query<{ pid: number }>("select pg_backend_pid() as pid");
    const subject = { url: stage.server.url, headers: { authorization: `Bearer ${accessToken}`, "x-organization-id": stage.organizationId } };
    const used = (): Used => processorTime(stage.server.pid, own?.pid ?? 0);
    const comparisons: FhirComparison[] = [];
    for (const asked of askedOf(patientIds, ids)) comparisons.push(await compareFaces(asked, subject, used));
    return { observations, comparisons };
  } finally {
    await database.end();
    await stage.stop();
  }
};

const askedOf = (patientIds: readonly string[], ids: readonly ReadingId[]): Asked[] => {
  let turn = 0;
  const next = <T>(of: readonly T[]): T => of[(turn += 1) % of.length]!;
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
  const patient = (): string => next(patientIds).replace("_", "-");
  return [
    {
      name: "read of one",
      paths: { fhir: () => `/fhir/R4/Observation/${next(ids).fhir}`, rest: () => `/api/observations/${next(ids).id}` },
    },
    {
      name: "patient, category and date, 20 of them",
      paths: {
        fhir: () => `/fhir/R4/Observation?patient=${patient()}&category=vital-signs&date=ge${since}&_count=20`,
        rest: () => `/api/observations/patient/${next(patientIds)}?from=${since}&limit=20`,
      },
    },
    {
      name: "patient and code, 50 of them",
      paths: {
        fhir: () => `/fhir/R4/Observation?patient=${patient()}&code=85354-9&_count=50`,
        rest: () => `/api/observations/patient/${next(patientIds)}?metricDefinitionId=metric_bp_systolic&limit=50`,
      },
    },
  ];
};

/** Rounds of both in turn, so that what the machine does besides falls on both. */
const compareFaces = async ({ name, paths }: Asked, subject: Subject, used: () => Used): Promise<FhirComparison> => {
  const round = async (face: Face, seconds: number): Promise<Side> => {
    const before = used();
    const { requests, ...figures } = await load(subject, () => ({ method: "GET", path: paths[face]() }), seconds, name);
    const after = used();
    return { ...figures, serverMs: (after.server - before.server) / requests, databaseMs: (after.database - before.database) / requests };
  };
  const rounds: Record<Face, Side[]> = { fhir: [], rest: [] };
  for (const face of ["rest", "fhir"] as const) await round(face, WARM_UP);
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const face of turn % 2 ? (["fhir", "rest"] as const) : (["rest", "fhir"] as const)) rounds[face].push(await round(face, SECONDS));
  }
  const [fhir, rest] = [summed(rounds.fhir), summed(rounds.rest)];
  const costOf = ({ serverMs, databaseMs }: Side): number => serverMs + databaseMs;
  return { name, goal: GOAL, ratio: rounded(fhir.requestsPerSecond / rest.requestsPerSecond), costRatio: rounded(costOf(fhir) / costOf(rest)), fhir, rest };
};

const rounded = (number: number): number => Math.round(100 * number) / 100;

const summed = (rounds: readonly Side[]): Side => {
  const of = (name: keyof Side): number => rounded(median(rounds.map((round) => round[name])));
  return { requestsPerSecond: of("requestsPerSecond"), p99: of("p99"), serverMs: of("serverMs"), databaseMs: of("databaseMs") };
};
