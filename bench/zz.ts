import { mkdirSync } from "node:fs";
import { startServer } from "./children.js";
import { makeClinics } from "./clinics.js";
import { load } from "./measure.js";
import { growTo } from "./multiply.js";
import { readingAt } from "./seed.js";
import { setStage } from "./stage.js";
import { subjectsOf } from "./subjects.js";
const [kind = "post", how = "many", rows = "10000", seconds = "8", prof = ""] = process.argv.slice(2);
mkdirSync("/tmp/zzprof", { recursive: true });
const stage = await setStage();
try {
  const clinics = await makeClinics(stage);
  await growTo(clinics, Number(rows));
  const server = await startServer(stage.settings, prof ? ["--cpu-prof", "--cpu-prof-dir=/tmp/zzprof", `--cpu-prof-name=${kind}-${how}.cpuprofile`] : []);
  await clinics.signIn();
  const of = how === "many" ? clinics.many : [clinics.one];
  let turn = 0;
  const START = Date.now() - 7_200_000;
  const request = () => {
    turn += 1;
    const clinic = of[turn % of.length]!;
    const t = Math.floor(turn / of.length);
    const patient = clinic.patientIds[t % clinic.patientIds.length]!;
    const headers = { "x-organization-id": clinic.organizationId, authorization: `Bearer ${clinic.accessToken}` };
    if (kind === "post") return { method: "POST", path: "/api/observations", body: JSON.stringify(readingAt(patient, START + t, t)), headers };
    if (kind === "trends") return { method: "GET", path: `/api/observations/patient/${patient}/trends?metricDefinitionId=metric_bp_systolic`, headers };
    return { method: "GET", path: `/api/observations/patient/${patient}?limit=20`, headers };
  };
  const { server: subject } = subjectsOf({ ...stage, server }, clinics.backend);
  await load(subject, request, 3, kind);
  console.log(kind, how, await load(subject, request, Number(seconds), kind));
  await server.stop();
  await clinics.end();
} finally { await stage.stop(); }
process.exit(0);
