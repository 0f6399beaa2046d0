import { OPERATIONS, type Operation, type OperationId } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { PASSWORD } from "../support/actors.js";
import type { Rows } from "./scan-seed.js";
import type { ScanTarget, Session } from "./scan-target.js";

/** A request whose values are right: what a scan alters of it meets the database, not the contract alone. */
export type ScanRequest = {
  id: OperationId;
  method: string;
  /** Its segments; those that are parameters are marked. */
  path: { text: string; parameter: boolean }[];
  query: [string, string][];
  headers: Record<string, string>;
  mediaType: string | undefined;
  body: unknown;
  /** What it answers before anything of it is altered: success unless a status is named. */
  refusal: number | undefined;
};

const DAY = 86_400_000;
const day = (ago: number): string => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);

/** Operations that take something away or close it, so that theirs is no other's. */
const TAKES = /^(delete|end|void|replace)/;
/** What a request cannot have without a mail or a telephone; the lookup happens all the same. */
const REFUSED: Partial<Record<OperationId, number>> = {
  verifyMfa: 401, confirmMfa: 401, disableMfa: 401, resetPassword: 422, acceptInvitation: 422,
};

/** Where the answer of a list has to hold something, or a condition that is added could not be told from it. */
const queryOf = (id: OperationId, rows: Rows): Record<string, string> => ({
  search: "Exam", updatedSince: `${day(30)}T00:00:00Z`, mrn: "MRN-1001", externalId: "urn:clinic|1001", sort: "-createdAt", limit: "5", includeTotal: "true",
  from: `${day(60)}T00:00:00Z`, to: new Date(Date.now() + DAY).toISOString(), npi: "1234567893", active: "true", program: "RPM", patientId: rows.patientId!,
  enrollmentId: rows.enrollmentId!, metricDefinitionId: "metric_bp_systolic", deviceId: rows.devices!, source: "DEVICE", serialNumber: "BP-1", imei: "352099001761481",
  enabled: "true", severity: "HIGH,CRITICAL", category: "PHYSIOLOGICAL", assigneeId: rows.ownerId!, alertId: rows.alertId!, asOf: day(1), format: "json", interval: "day",
  actorId: rows.ownerId!, operationId: "createEnrollment", outcome: "SUCCESS", everywhere: "false", types: "alert.opened", status: "ACTIVE",
  ...({
    listMetricDefinitions: { program: "RTM", category: "function" }, listObservations: { status: "FINAL" }, listPatientObservations: { status: "FINAL" },
    listAlerts: { status: "OPEN,ACKNOWLEDGED" }, listTimeEntries: { status: "FINAL", patientId: rows.alertPatient, enrollmentId: rows.alertEnrollment },
    listWebhookDeliveries: { status: "DELIVERED" }, exportBilling: { status: "all" },
  } as Record<string, object>)[id],
});

const bodyOf = (id: OperationId, example: unknown, rows: Rows, session: Session): unknown => {
  const known: Record<string, unknown> = {
    patientId: id === "createEnrollment" ? rows.patientSpare : rows.patientId, enrollmentId: rows.enrollmentId, alertIds: [rows.alerts],
    duplicateId: rows.duplicate, refreshToken: session.refreshToken, email: session.email, mrn: "MRN-2002", serialNumber: "BP-3", startDate: day(20), date: day(20), deviceSetupDate: day(20),
    startedAt: `${day(2)}T10:00:00Z`, recordedAt: `${day(3)}T10:00:00Z`,
    ...({
      login: { password: PASSWORD }, changePassword: { currentPassword: PASSWORD, newPassword: PASSWORD }, setupMfa: { password: PASSWORD },
      createWebhook: { url: "http://127.0.0.1:9/hook" }, unassignDevice: { at: new Date().toISOString() }, createInvitation: { email: "colleague@example.com" },
      createPractitioner: { npi: "1245319599" }, updateEnrollment: { endDate: day(1) },
      replacePatient: { mrn: "MRN-3003" }, issueToken: { client_id: rows["api-keys"], client_secret: rows.secret },
    } as Record<string, object>)[id],
  };
  const fill = (value: unknown): unknown => {
    // One item of each list: the others hold the same texts.
    if (Array.isArray(value)) return value.slice(0, 1).map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name in known && inner !== null ? known[name] : fill(inner)]));
  };
  return fill(example);
};

type Documented = Record<string, Record<string, { requestBody?: { content: Record<string, { example?: unknown }> } }>>;

const requestOf = (operation: Operation, rows: Rows, session: Session): ScanRequest => {
  const id = operation.id as OperationId;
  const mediaType = operation.body?.mediaTypes.find((type) => type === "application/json") ?? operation.body?.mediaTypes[0];
  const example = mediaType && (document.paths as unknown as Documented)[operation.path]![operation.method]!.requestBody!.content[mediaType]!.example;
  const valueOf = (name: string): string => {
    const key = name === "id" ? /([a-z-]+)\/\{id\}/.exec(operation.path)![1]! : name;
    const own = TAKES.test(id) ? rows[`${key}Gone`] : id === "resolveAlert" ? rows.alertsGone : id === "updateEnrollment" ? rows.enrollmentsGone : id === "assignDevice" ? rows.devicesGone : undefined;
    return own ?? rows[key] ?? `no-${key}`;
  };
  const values = queryOf(id, rows);
  return {
    id, method: operation.method.toUpperCase(), mediaType, refusal: REFUSED[id],
    headers: { ...(!operation.public && session.headers), ...(mediaType && { "content-type": mediaType }) },
    path: operation.path.slice(1).split("/").map((segment) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      return name ? { text: valueOf(name), parameter: true } : { text: segment, parameter: false };
    }),
    query: operation.query.filter(({ name }) => name !== "cursor").map(({ name }) => [name, values[name]!]),
    body: mediaType && bodyOf(id, example, rows, session),
  };
};

// What reads comes first, what takes away last; a new password ends the other sessions.
const weigh = ({ id, method }: Operation): number => (/^(logout|changePassword)$/.test(id) ? 4 : id === "startTimeEntry" ? 1 : method === "delete" ? 3 : method === "get" ? 0 : 2);

// Its answer has no end that a scan could wait for.
const ENDLESS = "watchEvents";

/** Every operation whose answer ends, in an order in which none takes away what another needs. */
export const SCANNED = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ id }) => id !== ENDLESS).toSorted((one, other) => weigh(one) - weigh(other));

/** Failing at a person's password locks the person out: each of these takes one of its own. */
export const isPersonal = ({ tag, id }: Operation): boolean => tag === "Authentication" && id !== "endSession";

export const requestFor = async (operation: Operation, target: ScanTarget): Promise<ScanRequest> =>
  requestOf(operation, target.rows, await target.signIn(isPersonal(operation) ? target.people.pop() : undefined));

export const pathOf = ({ path, query }: ScanRequest): string =>
  `/${path.map(({ text }) => encodeURIComponent(text)).join("/")}${query.length ? `?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}` : ""}`;

export const textOf = ({ body, mediaType }: ScanRequest): string | undefined =>
  body === undefined ? undefined : mediaType === "application/x-www-form-urlencoded" ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body);

/** Where a caller's texts stand in a request. Numbers and truths are none: with words behind them they are no JSON. */
export const placesOf = (request: ScanRequest): number => {
  let places = 0;
  alter(request, () => (places += 1) > 0, "");
  return places;
};

/** The request with something behind each of its texts that is chosen, by its place. */
export const alter = (request: ScanRequest, isChosen: (place: number) => boolean, suffix: string): ScanRequest => {
  let place = 0;
  const put = (text: string): string => (isChosen(place++) ? text + suffix : text);
  const putAll = (value: unknown): unknown => {
    if (typeof value === "string") return put(value);
    if (Array.isArray(value)) return value.map(putAll);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, putAll(inner)])) : value;
  };
  const path = request.path.map(({ text, parameter }) => ({ text: parameter ? put(text) : text, parameter }));
  const query = request.query.map(([name, value]): [string, string] => [name, put(value)]);
  return { ...request, path, query, body: putAll(request.body) };
};
