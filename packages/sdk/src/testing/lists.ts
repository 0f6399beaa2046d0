import type { Alert, Observation, Patient } from "../generated/models.js";
import { PROBLEM_STATUS } from "../generated/mocked.js";
import { answer, refuse } from "./answers.js";
import { fixture } from "./fixture.js";

const PAGE = 50;

export type Asked = { params: Readonly<Record<string, string>>; query: URLSearchParams; body: Readonly<Record<string, unknown>> };

/** What the mock remembers. Put into the lists whatever a test needs; answers change them. */
export type MockLists = { patients: Patient[]; observations: Observation[]; alerts: Alert[] };

export function createLists(): MockLists {
  return { patients: [fixture("getPatient")], observations: [fixture("getObservation")], alerts: [fixture("getAlert")] };
}

/** A page behind the cursor, which is the id of the last item given: rows that come or go between two pages do no harm. */
function page<T extends { id: string }>(items: readonly T[], query: URLSearchParams): Response {
  const cursor = query.get("cursor");
  const begin = cursor === null ? 0 : items.findIndex(({ id }) => id === atob(cursor)) + 1;
  const data = items.slice(begin, begin + Number(query.get("limit") ?? PAGE));
  const last = data.at(-1);
  const more = last !== undefined && begin + data.length < items.length;
  return answer(200, { data, nextCursor: more ? btoa(last.id) : null });
}

function matching<T extends object>(items: readonly T[], query: URLSearchParams, names: readonly (keyof T & string)[]): T[] {
  return items.filter((item) => names.every((name) => !query.has(name) || query.get(name)?.split(",").includes(String(item[name]))));
}

let made = 0;

function makeId(prefix: string): string {
  made += 1;
  return `${prefix}_${String(made).padStart(26, "0")}`;
}

function store<T extends { id: string; version: number }>(items: T[], item: T, at = -1): T {
  if (at < 0) items.push(item);
  else items[at] = item;
  return item;
}

function found<T extends { id: string; version: number }>(items: readonly T[], id: string | undefined, then: (item: T, at: number) => Response): Response {
  const at = items.findIndex((item) => item.id === id);
  const item = items[at];
  const kind = id?.split("_")[0] ?? "";
  if (item !== undefined) return then(item, at);
  return refuse({ code: kind === "obs" ? "observation_not_found" : kind === "alert" ? "alert_not_found" : "patient_not_found" });
}

function show<T extends { version: number }>(item: T, status = 200): Response {
  return answer(status, item, { ETag: `"${item.version}"` });
}

type Recorded = { item: Observation; status: 200 | 201 } | { code: "patient_not_found" | "observation_conflict" };

function recordOne({ patients, observations }: MockLists, body: Readonly<Record<string, unknown>>): Recorded {
  const changes: Partial<Observation> = body;
  if (!patients.some(({ id }) => id === changes.patientId)) return { code: "patient_not_found" };
  const same = observations.find((one) =>
    one.patientId === changes.patientId && one.metricDefinitionId === changes.metricDefinitionId
    && Date.parse(one.recordedAt) === Date.parse(String(changes.recordedAt)));
  if (same !== undefined) return same.value === changes.value ? { item: same, status: 200 } : { code: "observation_conflict" };
  const fresh = { id: makeId("obs"), version: 1, status: "FINAL" as const, alerts: [], canonicalValue: changes.value };
  return { item: store(observations, fixture("getObservation", { ...changes, ...fresh })), status: 201 };
}

function recordMany(lists: MockLists, rows: unknown): Response {
  const results = (Array.isArray(rows) ? rows : []).map((row: Record<string, unknown>, index) => {
    const done = recordOne(lists, row);
    if ("code" in done) {
      const problem = { title: done.code, status: PROBLEM_STATUS[done.code], detail: "The mock refused it.", code: done.code };
      return { index, id: null, status: "rejected", problem };
    }
    return { index, id: done.item.id, status: done.status === 201 ? "created" : "duplicate" };
  });
  const count = (status: string): number => results.filter((row) => row.status === status).length;
  return answer(200, { created: count("created"), duplicates: count("duplicate"), rejected: count("rejected"), notEvaluated: 0, results });
}

/** Of these operations the mock remembers what was done; the others answer the contract's example. */
export function createListOperations(lists: MockLists): Partial<Record<string, (asked: Asked) => Response>> {
  const { patients, observations, alerts } = lists;
  const change = <T extends { id: string; version: number }>(items: T[], id: string | undefined, changes: Partial<T>): Response =>
    found(items, id, (item, at) => show(store(items, { ...item, ...changes, version: item.version + 1 }, at)));
  return {
    listPatients: ({ query }) => page(matching(patients, query, ["status", "mrn"]), query),
    searchPatients: ({ query }) => page(patients, query),
    createPatient: ({ body }) => show(store(patients, fixture("getPatient", { ...body, id: makeId("patient"), version: 1 })), 201),
    getPatient: ({ params }) => found(patients, params["id"], (item) => show(item)),
    replacePatient: ({ params, body }) => change(patients, params["id"], body),
    updatePatient: ({ params, body }) => change(patients, params["id"], body),
    deletePatient: ({ params }) => found(patients, params["id"], (item, at) => {
      store(patients, { ...item, status: "INACTIVE", version: item.version + 1 }, at);
      return answer(204, null);
    }),
    listObservations: ({ query }) => page(matching(observations, query, ["patientId", "metricDefinitionId"]), query),
    listPatientObservations: ({ params, query }) => page(observations.filter(({ patientId }) => patientId === params["patientId"]), query),
    getObservation: ({ params }) => found(observations, params["id"], (item) => show(item)),
    recordObservation: ({ body }) => {
      const done = recordOne(lists, body);
      return "code" in done ? refuse(done) : show(done.item, done.status);
    },
    recordObservations: ({ body }) => recordMany(lists, body["observations"]),
    voidObservation: ({ params }) => change(observations, params["id"], { status: "ENTERED_IN_ERROR" }),
    listAlerts: ({ query }) => page(matching(alerts, query, ["patientId", "status", "severity"]), query),
    getAlert: ({ params }) => found(alerts, params["id"], (item) => show(item)),
    resolveAlert: ({ params, body }) => found(alerts, params["id"], (item, at) => {
      if (item.status === "RESOLVED") return refuse({ code: "alert_resolved" });
      const { resolution } = fixture("resolveAlert");
      return show(store(alerts, { ...item, status: "RESOLVED", version: item.version + 1, resolution: { ...resolution, ...body } as Alert["resolution"] }, at));
    }),
  };
}
