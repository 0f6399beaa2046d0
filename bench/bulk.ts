import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import type { Clinic, Clinics } from "./clinics.js";
import { median, ROUNDS } from "./measure.js";
import type { Section } from "./part.js";
import { readingAt } from "./seed.js";
import type { Stage } from "./stage.js";

const READINGS = 5_000;
const GOAL = 0.4;
/** Three days ago: no round's readings are another's. */
const START = Date.now() - 3 * 86_400_000;

const COLUMNS = `organization_id, id, patient_id, enrollment_id, metric_definition_id, value, unit, canonical_value, canonical_unit, source, recorded_at,
  recorded_at_offset, received_at, evaluated, created_at, updated_at`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const inputsOf = ({ patientIds }: Clinic, round: number) =>
  Array.from({ length: READINGS }, (_, at) => readingAt(patientIds[at % patientIds.length] ?? "", START + 1_000 * (round * READINGS + at), at));

const send = async ({ server }: Stage, clinic: Clinic, round: number): Promise<void> => {
  const response = await fetch(`${server.url}/api/observations/bulk`, {
    method: "POST", body: JSON.stringify({ observations: inputsOf(clinic, round) }),
    headers: { "content-type": "application/json", "authorization": `Bearer ${clinic.accessToken}`, "x-organization-id": clinic.organizationId },
  });
  const answer = (await response.json()) as { created?: number };
  if (answer.created !== READINGS) throw new Error(`Only ${answer.created} readings of a bulk were stored: ${response.status}.`);
};

const copy = async ({ client }: Clinics, clinic: Clinic, round: number): Promise<void> => {
  const lines = inputsOf(clinic, round).map(({ patientId, metricDefinitionId, value, unit, source, recordedAt }, at) =>
    [clinic.organizationId, `obs_copied${round}n${at}`, patientId, "\\N", metricDefinitionId, value, unit, value, "mm[Hg]", source, recordedAt, "+00:00", recordedAt, true, recordedAt, recordedAt].join("\t"));
  await pipeline(Readable.from([`${lines.join("\n")}\n`]), client.query(from(`copy observations (${COLUMNS}) from stdin`)));
};

/** One sender, one request after the other, beside COPY of as many rows into the same table. */
export const measureBulk = async (stage: Stage, clinics: Clinics): Promise<Section> => {
  await clinics.signIn();
  const times = { bulk: [] as number[], copy: [] as number[] };
  for (let round = 0; round <= 2 * ROUNDS; round += 1) {
    const [bulk, copied] = [await seconds(() => send(stage, clinics.one, 2 * round)), await seconds(() => copy(clinics, clinics.one, 2 * round + 1))];
    // The first warms both up.
    if (round === 0) continue;
    times.bulk.push(bulk);
    times.copy.push(copied);
  }
  const perSecond = (of: number[]): number => Math.round(READINGS / median(of));
  const [bulk, copied] = [perSecond(times.bulk), perSecond(times.copy)];
  return {
    rows: [{
      what: "POST /api/observations/bulk, 5,000 a request", baseline: "COPY of the same rows", measured: Math.round((100 * bulk) / copied) / 100, unit: "ratio", goal: { atLeast: GOAL },
      detail: `${bulk} to ${copied} rows/s`,
    }],
    figures: { readings: READINGS, seconds: times },
  };
};
