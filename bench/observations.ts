import { makeClinics, type Clinic, type Clinics } from "./clinics.js";
import { measureBulk } from "./bulk.js";
import { compare, residentOf, type Comparison, type Measured, type Request } from "./measure.js";
import { growTo } from "./multiply.js";
import type { Options, Row, Section } from "./part.js";
import { besides } from "./print.js";
import { watchScans } from "./scans.js";
import { readingAt } from "./seed.js";
import { subjectsOf } from "./subjects.js";
import { setStage, type Stage } from "./stage.js";

type Compared = { name: string; organizations: number; readings: number; server: Measured; bare: Measured };
type Make = (clinic: Clinic, turn: number) => Request;

const LIST = "GET /api/observations/patient/{id}?limit=20";
const GOAL = { list: 0.6, post: 1.5 };
/** Within that the list may be slower with all the readings than with the fewest. */
const FLAT = 1.3;

const patientOf = ({ patientIds }: Clinic, turn: number): string => patientIds[turn % patientIds.length] ?? "";

const MAKE: Record<"list" | "trends" | "post", Make> = {
  list: (clinic, turn) => ({ method: "GET", path: `/api/observations/patient/${patientOf(clinic, turn)}?limit=20` }),
  trends: (clinic, turn) => ({ method: "GET", path: `/api/observations/patient/${patientOf(clinic, turn)}/trends?metricDefinitionId=metric_bp_systolic` }),
  // Each at a moment of its own: the same reading again would be answered without a write.
  post: (clinic, turn) => ({ method: "POST", path: "/api/observations", body: JSON.stringify(readingAt(patientOf(clinic, turn), START + turn, turn)) }),
};
const START = Date.now() - 7_200_000;

/** `backend`: a process of the database's. */
type Place = { stage: Stage; backend: number };

let turn = 0;
const comparisonOf = (name: string, baseline: string, goal: number, clinics: readonly Clinic[], make: Make): Comparison => ({
  name, baseline, goal,
  request: (of) => {
    turn += 1;
    const clinic = clinics[turn % clinics.length]!;
    const headers = { "x-organization-id": clinic.organizationId, ...(of === "server" && { authorization: `Bearer ${clinic.accessToken}` }) };
    return { ...make(clinic, Math.floor(turn / clinics.length)), headers };
  },
});

const sideBySide = async ({ stage, backend }: Place, clinics: readonly Clinic[], readings: number, kind: keyof typeof MAKE): Promise<Compared> => {
  const name = { list: LIST, trends: "GET /api/observations/patient/{id}/trends", post: "POST /api/observations" }[kind];
  const measured = await compare(comparisonOf(name, "", 0, clinics, MAKE[kind]), subjectsOf(stage, backend));
  return { name, organizations: clinics.length, readings, ...measured };
};

const ratio = (one: Measured, other: Measured): number => Math.round((100 * one.median.requestsPerSecond) / other.median.requestsPerSecond) / 100;
const words = (number: number): string => (number >= 1e6 ? `${number / 1e6} M` : `${number / 1e3} k`);

const rowOf = ({ name, organizations, readings, server, bare }: Compared, baseline: string, atLeast?: number): Row => ({
  what: `${name}, ${words(readings)} readings, ${organizations === 1 ? "1 organization" : `${organizations} organizations`}`, baseline,
  measured: ratio(server, bare), unit: "ratio", ...(atLeast !== undefined && { goal: { atLeast } }),
  detail: besides(server, bare),
});

/** Both with one organization and with fifty. */
const both = async (place: Place, clinics: Clinics, readings: number, kind: keyof typeof MAKE): Promise<Compared[]> => {
  await clinics.signIn();
  return [await sideBySide(place, [clinics.one], readings, kind), await sideBySide(place, clinics.many, readings, kind)];
};

/** Lists at every size, then what writes, at the largest. */
export const measureObservations = async ({ sizes }: Options): Promise<Section> => {
  const stage = await setStage();
  try {
    const clinics = await makeClinics(stage);
    const idle = Math.round(await residentOf(stage.server.pid));
    const lists: Compared[] = [];
    const growing: { readings: number; seconds: number }[] = [];
    for (const readings of sizes) {
      const began = performance.now();
      await growTo(clinics, readings);
      growing.push({ readings, seconds: Math.round((performance.now() - began) / 1000) });
      lists.push(...(await both({ stage, backend: clinics.backend }, clinics, readings, "list")));
    }
    const most = sizes.at(-1) ?? 0;
    const scansOf = await watchScans(stage, clinics, words(most));
    const trends = await both({ stage, backend: clinics.backend }, clinics, most, "trends");
    const posts = await both({ stage, backend: clinics.backend }, clinics, most, "post");
    const memory = { idle, afterLoad: Math.round(await residentOf(stage.server.pid)) };
    const bulk = await measureBulk(stage, clinics);
    const scans = await scansOf();
    await clinics.end();
    return { rows: [...rowsOf(lists, trends, posts), ...bulk.rows, scans, memoryRow(memory)], figures: { growing, lists, trends, posts, memory, bulk: bulk.figures } };
  } finally {
    await stage.stop();
  }
};

const rowsOf = (lists: Compared[], trends: Compared[], posts: Compared[]): Row[] => {
  const ofOne = lists.filter(({ organizations }) => organizations === 1);
  const [fewest, most] = [ofOne[0], ofOne.at(-1)];
  return [
    ...posts.map((one) => rowOf(one, "the bare server: one INSERT a request", GOAL.post)),
    ...lists.map((one) => rowOf(one, "the bare server with the one SELECT", GOAL.list)),
    ...(fewest && most && fewest !== most ? [{
      what: `${LIST}, how flat it is`, baseline: `the same with ${words(fewest.readings)} readings`,
      measured: Math.round((100 * fewest.server.median.requestsPerSecond) / most.server.median.requestsPerSecond) / 100, unit: "times slower", goal: { atMost: FLAT }, detail: `with ${words(most.readings)} readings`,
    }] : []),
    ...trends.map((one) => rowOf(one, "the bare server with one GROUP BY by day")),
  ];
};

const memoryRow = ({ idle, afterLoad }: { idle: number; afterLoad: number }): Row =>
  ({ what: "Memory of the server under load", baseline: `${idle} MiB before`, measured: afterLoad, unit: "MiB", detail: "resident, after all that stands above" });
