import { setTimeout as sleep } from "node:timers/promises";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import { startWorker } from "../../../packages/server/src/worker.js";
import { JOBS } from "../../../packages/server/src/scheduler/jobs.js";
import { must } from "../billing-scene.js";
import type { Answer } from "../call.js";
import { readingAt, type Crowd } from "./crowd.js";

/** What a filter of a list is set to; one that is not named here has no meaning of its own. */
const filters = ({ owner, patients, enrollments, metrics, devices, alerts }: Crowd): Record<string, string> => ({
  patientId: patients[0]!, enrollmentId: enrollments[0]!, metricDefinitionId: metrics[0]!, deviceId: devices[0]!, alertId: alerts[0]!,
  actorId: owner.userId, assigneeId: owner.userId, from: "2026-01-05T00:00:00Z", to: "2026-01-25T00:00:00Z", updatedSince: "2026-01-01T00:00:00Z",
  search: "exam", mrn: "MRN-0", npi: "1000000004", serialNumber: "S-0", imei: "352099001761481", externalId: "a|b", month: "2026-01", code: "99454",
  program: "RPM", source: "DEVICE", severity: "LOW", category: "THRESHOLD", operationId: "getPatient", outcome: "SUCCESS", interval: "day",
});

const LISTS = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ pagination, pathParams }) => pagination && pathParams.every(({ name }) => name === "patientId"));

/** Every list once with each of its filters, and its second page. */
const filterLists = async (crowd: Crowd): Promise<void> => {
  const values = filters(crowd);
  for (const { path, query } of LISTS) {
    const at = path.replace("{patientId}", crowd.patients[0]!);
    for (const { name } of query.filter((parameter) => parameter.name in values)) await crowd.owner.call("GET", `${at}?${name}=${encodeURIComponent(values[name]!)}`);
    const { nextCursor } = await must(crowd.owner.call("GET", `${at}?limit=1`));
    if (nextCursor) await must(crowd.owner.call("GET", `${at}?limit=1&cursor=${encodeURIComponent(nextCursor)}`));
  }
};

const SEARCHES = [
  "Patient?name=exam", "Patient?family=example&birthdate=1950-04-12", "Patient?identifier=MRN-0", "Patient?_lastUpdated=ge2026-01-01",
  "Observation?patient=@&code=8480-6&_count=50", "Observation?patient=@&category=vital-signs&date=ge2026-01-01&_count=20", "Observation?date=ge2026-02-01", "Observation?patient=@&_sort=-date",
  "Condition?patient=@", "Condition?code=http://hl7.org/fhir/sid/icd-10-cm|I10", "Condition?subject=Patient/@&onset-date=ge2020-01-01", "Device?patient=@", "EpisodeOfCare?patient=@",
  "Observation/$lastn?patient=@&category=vital-signs", "Patient/@/$everything", "Condition/_history", "Encounter/e1/_history", "Encounter?status=finished", "Patient/@/_history",
];

const askFhir = async ({ owner, patients }: Crowd): Promise<void> => {
  const id = patients[0]!.replace("_", "-");
  const type = { "content-type": "application/fhir+json" };
  for (const code of ["I10", "E11.9", "J45.909"]) {
    const condition = { resourceType: "Condition", code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code }] }, subject: { reference: `Patient/${id}` }, onsetDateTime: "2025-01-01" };
    await must(owner.call("POST", "/fhir/R4/Condition", JSON.stringify(condition), type));
  }
  for (const status of ["planned", "finished"]) await must(owner.call("PUT", "/fhir/R4/Encounter/e1", JSON.stringify({ resourceType: "Encounter", id: "e1", status, class: { code: "AMB" }, subject: { reference: `Patient/${id}` } }), type));
  for (const search of SEARCHES) await untilIndexed(() => owner.call("GET", `/fhir/R4/${search.replace("@", id)}`));
};

/** Rows that REST wrote are indexed at the first search for them, which is told to come again. */
const untilIndexed = async (ask: () => Promise<Answer>): Promise<void> => {
  const answer = await ask();
  if (answer.status !== 503) return void (await must(Promise.resolve(answer)));
  await sleep(100);
  await untilIndexed(ask);
};

const sendOnce = async ({ owner, patients }: Crowd): Promise<void> => {
  const key = (name: string): Record<string, string> => ({ "idempotency-key": `${name}-${owner.organizationId}` });
  const reading = readingAt(patients[0]!, "2026-03-02T11:50:00Z");
  for (let time = 0; time < 2; time += 1) {
    await must(owner.call("POST", "/api/observations", reading, key("reading")));
    await must(owner.call("POST", "/api/patients", { firstName: "Ann", lastName: "Doe", birthDate: "1950-01-01" }, key("patient")));
    await must(owner.call("POST", "/api/organizations", { name: "Twice", timezone: "America/New_York" }, key("organization")));
  }
};

/** What else is asked of the database beside one call of each operation: filters, keys of clients, FHIR, and work without a request. */
export const askMore = async (crowd: Crowd): Promise<void> => {
  await filterLists(crowd);
  await sendOnce(crowd);
  await askFhir(crowd);
  const { deps } = crowd.server;
  for (const job of JOBS) await job.run({ ...deps, leads: () => Promise.resolve(true) });
  await startWorker(deps).stop();
};
