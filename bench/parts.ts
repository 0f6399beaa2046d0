import { measureAudit } from "./audit.js";
import { measureBilling } from "./billing.js";
import { measureFhir } from "./fhir.js";
import { QUICK } from "./measure.js";
import { measureObservations } from "./observations.js";
import type { Part, Row, Section } from "./part.js";
import { measureRecovery } from "./recovery.js";
import { writeSdkEvidence } from "./sdk/evidence.js";
import { measureSdk } from "./sdk/main.js";
import { measureSdkTables } from "./sdk/tables.js";
import { seed } from "./seed.js";
import { measureSignIn } from "./sign-in.js";
import { setStage, type Stage } from "./stage.js";
import { measureStart } from "./start.js";
import { measureTriage } from "./triage.js";

type Seeded = { stage: Stage; accessToken: string; patientIds: string[] };

/** On a stage of ten thousand readings. */
const onStage = (measure: (seeded: Seeded) => Promise<Section>): Part => async () => {
  const stage = await setStage();
  try {
    return await measure({ stage, ...(await seed(stage)) });
  } finally {
    await stage.stop();
  }
};

const fhir: Part = async () => {
  const figures = await measureFhir();
  const rows = figures.comparisons.map(({ name, goal, ratio, costRatio, fhir: of, rest }): Row => ({
    what: `FHIR Observation: ${name}`, baseline: "the same rows over REST", measured: ratio, unit: "ratio", goal: { atLeast: goal },
    detail: `${of.requestsPerSecond} to ${rest.requestsPerSecond} requests/s; p99 ${of.p99} and ${rest.p99} ms; processor time ratio ${costRatio}; ${figures.observations} readings`,
  }));
  return { rows, figures };
};

const billing: Part = async () => {
  const figures = await measureBilling();
  const { enrollments, readings, timeEntries, summaryMs, scanMs, used, exports } = figures;
  const largest = exports.at(-1)!;
  return {
    figures,
    rows: [
      {
        what: `GET /api/billing/summary, ${enrollments} enrollments`, baseline: "one count(distinct day) GROUP BY over the same readings", measured: figures.ratio, unit: "times as long", goal: { atMost: figures.goal },
        detail: `${readings} readings and ${timeEntries} time entries in the month; ${summaryMs.join(", ")} and ${scanMs.join(", ")} ms, ${used.server} + ${used.database} and ${used.scan} ms of a processor`,
      },
      {
        what: "Billing export, csv: memory over idle", baseline: `${exports[0]?.overIdleMiB} MiB with a tenth of it`, measured: largest.overIdleMiB, unit: "MiB", goal: { atMost: figures.memoryGoalMiB },
        detail: `${largest.enrollments} enrollments, ${largest.bytes} bytes`,
      },
      {
        what: "Billing export, csv: first byte", baseline: "the whole time", measured: Math.round((100 * largest.firstByteSeconds) / largest.seconds), unit: "%", goal: { atMost: 60 },
        detail: `${largest.firstByteSeconds} of ${largest.seconds} s`,
      },
    ],
  };
};

const sdk: Part = async () => {
  const budgets = await measureSdk();
  const tables = await measureSdkTables();
  if (!QUICK) await writeSdkEvidence(budgets, tables);
  return {
    figures: { budgets, tables },
    rows: budgets.map(({ what, unit, others, budget, measured }): Row => ({ what: `SDK and CLI: ${what}`, baseline: others, measured, unit: unit || "ratio", goal: { atMost: budget }, detail: "" })),
  };
};

const signIn = onStage(async ({ stage, accessToken, patientIds }) => {
  const figures = await measureSignIn(stage, accessToken, patientIds[0] ?? "");
  const { known, unknown, apart, goal, readP99 } = figures;
  return {
    figures,
    rows: [
      { what: "Sign-in with a wrong password: known and unknown account", baseline: `${known} and ${unknown} ms`, measured: apart, unit: "apart", goal: { atMost: goal }, detail: "medians" },
      { what: "A list's p99 while 200 sign in at once", baseline: `${readP99.calm} ms with nothing beside`, measured: readP99.during200Logins, unit: "ms", detail: "" },
    ],
  };
});

const audit = onStage(async ({ stage, patientIds }) => {
  const figures = await measureAudit(stage, patientIds);
  const { written, verified, readings } = figures;
  return {
    figures,
    rows: [
      { what: "Audit entries on one chain, each waited for", baseline: "one INSERT a transaction", measured: written.ratio, unit: "ratio", detail: `${written.grouped} to ${written.inserts} a second` },
      { what: "Audit chain of a million entries verified", baseline: `hashing alone: ratio ${verified.ratio}`, measured: verified.secondsForAMillion, unit: "s", detail: `of ${verified.entries} verified, ${verified.perSecond} a second` },
      { what: "What events and audit cost of a batch of readings", baseline: `${readings.alone} readings/s alone`, measured: Math.round(100 * readings.cost), unit: "%", detail: `${readings.withBoth} readings/s with both` },
    ],
  };
});

const recovery = onStage(async ({ stage, accessToken, patientIds }) => {
  const headers = { authorization: `Bearer ${accessToken}`, "x-organization-id": stage.organizationId };
  const figures = await measureRecovery(stage, headers, patientIds);
  return {
    figures,
    rows: figures.map(({ fault, goal, milliseconds }): Row => ({ what: `Well again after: ${fault}`, baseline: "the line is mended", measured: milliseconds, unit: "ms", goal: { atMost: goal }, detail: "" })),
  };
});

/** In the order of the table. */
export const PARTS: Record<string, Part> = {
  observations: measureObservations, triage: measureTriage, billing, fhir, start: measureStart, "sign-in": signIn, audit, recovery, sdk,
};
