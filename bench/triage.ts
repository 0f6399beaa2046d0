import { makeClinics, type Clinic, type Clinics } from "./clinics.js";
import { compare, type Measured } from "./measure.js";
import { growTo } from "./multiply.js";
import type { Row, Section } from "./part.js";
import { besides } from "./print.js";
import { readingAt } from "./seed.js";
import { subjectsOf } from "./subjects.js";
import { setStage, type Stage } from "./stage.js";

const ALERTS = 100_000;
const GOAL = 0.5;
/** Of each patient: what is shown beside an alert. */
const READINGS = 10;

/** One of each patient, for there is one unresolved alert of a patient's metric. */
const ALIKE = `insert into alerts select copy.* from alerts t, patients p, jsonb_populate_record(t, jsonb_build_object('id', 'alert_' || p.id, 'patient_id', p.id,
    'enrollment_id', null, 'observation_id', null, 'observation_recorded_at', null, 'triage_rank', random())) copy
  where t.organization_id = $1 and p.organization_id = $1 and p.id <> t.patient_id`;

/** One alert over the API, and the like of it for every other patient. */
const raise = async ({ server }: Stage, { client }: Clinics, clinic: Clinic): Promise<void> => {
  const { organizationId, accessToken, patientIds: [first = ""] } = clinic;
  const response = await fetch(`${server.url}/api/observations`, {
    method: "POST", body: JSON.stringify({ ...readingAt(first, Date.now() - 60_000, 0), value: 190 }),
    headers: { "content-type": "application/json", "authorization": `Bearer ${accessToken}`, "x-organization-id": organizationId },
  });
  if (!response.ok) throw new Error(`A reading that alerts was answered with ${response.status}.`);
  await client.query(ALIKE, [organizationId]);
};

/** The queue of an organization that has so many alerts waiting, and of fifty that have as many together. */
export const measureTriage = async (): Promise<Section> => {
  const stage = await setStage();
  try {
    const clinics = await makeClinics(stage);
    await growTo(clinics, 2 * ALERTS * READINGS, READINGS);
    for (const clinic of [clinics.one, ...clinics.many]) await raise(stage, clinics, clinic);
    await clinics.client.query("vacuum analyze alerts");
    await clinics.signIn();
    const compared: { organizations: number; server: Measured; bare: Measured }[] = [];
    for (const of of [[clinics.one], clinics.many]) compared.push({ organizations: of.length, ...(await sideBySide(stage, clinics.backend, of)) });
    await clinics.end();
    return { rows: compared.map(rowOf), figures: { alerts: ALERTS, compared } };
  } finally {
    await stage.stop();
  }
};

const sideBySide = (stage: Stage, backend: number, clinics: readonly Clinic[]): ReturnType<typeof compare> => {
  let turn = 0;
  const request = () => {
    const { organizationId, accessToken } = clinics[(turn += 1) % clinics.length]!;
    return { method: "GET", path: "/api/alerts/triage", headers: { "x-organization-id": organizationId, "authorization": `Bearer ${accessToken}` } };
  };
  return compare({ name: "GET /api/alerts/triage", baseline: "", goal: GOAL, request }, subjectsOf(stage, backend));
};

const rowOf = ({ organizations, server, bare }: { organizations: number; server: Measured; bare: Measured }): Row => ({
  what: `GET /api/alerts/triage, 100 k open alerts, ${organizations === 1 ? "1 organization" : `${organizations} organizations`}`, baseline: "the bare server with one indexed SELECT of 50 rows",
  measured: Math.round((100 * server.median.requestsPerSecond) / bare.median.requestsPerSecond) / 100, unit: "ratio", goal: { atLeast: GOAL },
  detail: besides(server, bare),
});
