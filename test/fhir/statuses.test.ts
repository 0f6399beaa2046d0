import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FHIR_ROOT, INTERACTIONS, type Interaction, type InteractionId } from "../../packages/server/src/features/fhir/interactions.js";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, createPatient, must } from "../support/billing-scene.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Contract = { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };
const openapi = JSON.parse(readFileSync(new URL("../../packages/contract/generated/openapi.json", import.meta.url), "utf8")) as Contract;

let server: TestServer;
let owner: Actor;
/** FHIR ids: of a patient with an open enrollment, of the organization itself. */
let enrolled: string;
let tenant: string;

type Sent = { path: string; body?: unknown; headers?: Record<string, string> };

const FHIR = { "content-type": "application/fhir+json" };
const PATCH = { "content-type": "application/json-patch+json" };
const STALE = { "if-match": 'W/"99"' };
const goal = (id: string, more: object = {}) => ({
  resourceType: "Goal", id, lifecycleStatus: "active", description: { text: "Walk" }, subject: { reference: "Patient/walker" },
  identifier: [{ system: "urn:test:goal", value: "twin" }], ...more,
});
/** Glucose in a unit that is none of UCUM. */
const unmeasured = (id?: string) => ({
  resourceType: "Observation", ...(id && { id }), status: "final", code: { coding: [{ system: "http://loinc.org", code: "29463-7" }] }, subject: { reference: "Patient/walker" },
  effectiveDateTime: "2026-03-01T08:00:00Z", valueQuantity: { value: 70, unit: "smoots", system: "http://unitsofmeasure.org", code: "smoots" },
});
const weight = (value: number) => ({ ...unmeasured(), valueQuantity: { value, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" } });
const organization = () => ({ resourceType: "Organization", id: tenant, active: true, name: "Another" });
const language = [{ op: "add", path: "/language", value: "en" }];
const failing = [{ op: "test", path: "/lifecycleStatus", value: "completed" }];
const bundle = (method: string, url: string, resource?: object, more: object = {}) =>
  ({ resourceType: "Bundle", type: "transaction", entry: [{ request: { method, url, ...more }, ...(resource && { resource }) }] });
const subscription = (id: string) => ({
  resourceType: "Subscription", id, status: "off", reason: "A test", criteria: "https://vitaledge.dev/fhir/SubscriptionTopic/alert-raised",
  channel: {
    type: "rest-hook", endpoint: "https://hooks.example.com/fhir", payload: "application/fhir+json",
    _payload: { extension: [{ url: "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content", valueCode: "empty" }] },
  },
});

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  owner = await server.owner();
  tenant = owner.organizationId.replaceAll("_", "-");
  const patientId = await createPatient(owner);
  enrolled = patientId.replaceAll("_", "-");
  await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
  const made = [
    { resourceType: "Patient", id: "walker", name: [{ family: "Walker" }] }, { resourceType: "Patient", id: "gone" }, goal("one"), goal("two"), goal("gone"),
    subscription("told"), subscription("gone"),
  ];
  for (const resource of made) await must(owner.call("PUT", `/fhir/R4/${resource.resourceType}/${resource.id}`, JSON.stringify(resource), FHIR));
  await must(owner.call("POST", "/fhir/R4/Observation", JSON.stringify(weight(70)), FHIR));
  for (const path of ["Patient/gone", "Goal/gone", "Subscription/gone"]) expect((await owner.call("DELETE", `/fhir/R4/${path}`)).status).toBe(204);
});
afterAll(() => server.close());

const condition = "identifier=urn:test:goal|twin";

/** Statuses that only some interactions have, each with what is answered so. */
const OWN: { readonly [Id in InteractionId]?: Record<number, () => Sent> } = {
  fhirBundle: {
    404: () => ({ path: "", body: bundle("DELETE", "Goal/nobody") }),
    409: () => ({ path: "", body: bundle("DELETE", `Patient/${enrolled}`) }),
    412: () => ({ path: "", body: bundle("PUT", "Goal/one", goal("one"), { ifMatch: 'W/"99"' }) }),
    422: () => ({ path: "", body: bundle("POST", "Observation", unmeasured()) }),
  },
  fhirSearch: { 404: () => ({ path: "/Nothing" }) },
  fhirSearchByPost: { 404: () => ({ path: "/Nothing/_search" }) },
  fhirCreate: {
    404: () => ({ path: "/Nothing", body: goal("x") }),
    405: () => ({ path: "/DetectedIssue", body: { resourceType: "DetectedIssue" } }),
    409: () => ({ path: "/Observation", body: weight(71) }),
    412: () => ({ path: "/Goal", body: goal("x"), headers: { "if-none-exist": condition } }),
    422: () => ({ path: "/Observation", body: unmeasured() }),
  },
  fhirConditionalUpdate: {
    404: () => ({ path: `/Nothing?${condition}`, body: goal("x") }),
    405: () => ({ path: "/DetectedIssue?_id=x", body: { resourceType: "DetectedIssue" } }),
    409: () => ({ path: `/Organization?_id=${tenant}`, body: organization() }),
    412: () => ({ path: `/Goal?${condition}`, body: goal("one") }),
    422: () => ({ path: "/Observation?_id=nobody", body: unmeasured() }),
  },
  fhirConditionalPatch: {
    404: () => ({ path: "/Goal?_id=nobody", body: language }),
    405: () => ({ path: "/DetectedIssue?_id=x", body: language }),
    409: () => ({ path: `/Organization?_id=${tenant}`, body: language }),
    412: () => ({ path: `/Goal?${condition}`, body: language }),
    422: () => ({ path: "/Goal?_id=one", body: failing }),
  },
  fhirConditionalDelete: {
    404: () => ({ path: `/Nothing?${condition}` }),
    405: () => ({ path: "/DetectedIssue?_id=x" }),
    409: () => ({ path: `/Patient?_id=${enrolled}` }),
    412: () => ({ path: `/Goal?${condition}` }),
  },
  fhirHistoryType: { 404: () => ({ path: "/Nothing/_history" }) },
  fhirRead: { 404: () => ({ path: "/Goal/nobody" }), 410: () => ({ path: "/Goal/gone" }) },
  fhirUpdate: {
    404: () => ({ path: "/Nothing/x", body: goal("x") }),
    405: () => ({ path: "/DetectedIssue/x", body: { resourceType: "DetectedIssue", id: "x" } }),
    409: () => ({ path: `/Organization/${tenant}`, body: organization() }),
    412: () => ({ path: "/Goal/one", body: goal("one"), headers: STALE }),
    422: () => ({ path: "/Observation/nobody", body: unmeasured("nobody") }),
  },
  fhirPatch: {
    404: () => ({ path: "/Goal/nobody", body: language }),
    405: () => ({ path: "/DetectedIssue/x", body: language }),
    409: () => ({ path: `/Organization/${tenant}`, body: language }),
    410: () => ({ path: "/Goal/gone", body: language }),
    412: () => ({ path: "/Goal/one", body: language, headers: STALE }),
    422: () => ({ path: "/Goal/one", body: failing }),
  },
  fhirDelete: {
    404: () => ({ path: "/Goal/nobody" }),
    405: () => ({ path: "/DetectedIssue/x" }),
    409: () => ({ path: `/Patient/${enrolled}` }),
    412: () => ({ path: "/Goal/one", headers: STALE }),
  },
  fhirHistory: { 404: () => ({ path: "/Goal/nobody/_history" }) },
  fhirVread: { 404: () => ({ path: "/Goal/one/_history/99" }), 410: () => ({ path: "/Goal/gone/_history/2" }) },
  fhirCompartment: { 404: () => ({ path: `/Patient/walker/Nothing` }) },
  fhirEverything: { 404: () => ({ path: "/Patient/nobody/$everything" }), 410: () => ({ path: "/Patient/gone/$everything" }) },
  fhirValidate: { 404: () => ({ path: "/Nothing/$validate", body: goal("x") }) },
  fhirValidateInstance: { 404: () => ({ path: "/Nothing/x/$validate", body: goal("x") }) },
  fhirMeta: { 404: () => ({ path: "/Goal/nobody/$meta" }), 410: () => ({ path: "/Goal/gone/$meta" }) },
  fhirExpand: { 404: () => ({ path: "/ValueSet/$expand?url=http://example.org/none" }) },
  fhirExpandInstance: { 404: () => ({ path: "/ValueSet/nobody/$expand" }) },
  fhirLookup: { 404: () => ({ path: "/CodeSystem/$lookup?system=http://example.org/none&code=a" }) },
  fhirValidateCode: { 404: () => ({ path: "/ValueSet/$validate-code?url=http://example.org/none&code=a" }) },
  fhirSubscriptionStatus: { 404: () => ({ path: "/Subscription/nobody/$status" }), 410: () => ({ path: "/Subscription/gone/$status" }) },
  fhirSubscriptionEvents: { 404: () => ({ path: "/Subscription/nobody/$events" }), 410: () => ({ path: "/Subscription/gone/$events" }) },
  fhirExportGroup: { 404: () => ({ path: "/Group/nobody/$export", headers: { prefer: "respond-async" } }) },
  fhirExportGroupByPost: { 404: () => ({ path: "/Group/nobody/$export", headers: { prefer: "respond-async" } }) },
  fhirExportStatus: { 404: () => ({ path: "/$export-status/nobody" }) },
  fhirExportCancel: { 404: () => ({ path: "/$export-status/nobody" }) },
  fhirExportFile: { 404: () => ({ path: "/$export-file/nobody/1" }) },
};

const TYPES: Record<string, string> = { patch: PATCH["content-type"], form: "application/x-www-form-urlencoded" };

/** An interaction asked for in any way: what is refused before it is looked at does not need more. */
const anyOf = ({ path, body }: Interaction): Sent => ({
  path: path.replace("{type}", "Goal").replace("{id}", "one").replace("{vid}", "1").replace("{file}", "1"),
  ...(body && { body: body === "form" ? "" : {}, headers: { "content-type": TYPES[body] ?? FHIR["content-type"] } }),
});

const send = ({ method, body: kind }: Interaction, { path, body, headers = {} }: Sent, actor = owner): Promise<Answer> => {
  const type: Record<string, string> = body === undefined && kind === undefined ? {} : { "content-type": (kind && TYPES[kind]) ?? FHIR["content-type"] };
  return actor.call(method.toUpperCase(), `/fhir/R4${path}`, typeof body === "string" || body === undefined ? body : JSON.stringify(body), { ...type, ...headers });
};

/** The same of every interaction that declares the status. */
const SHARED: Record<number, (of: Interaction) => Promise<Answer>> = {
  400: (of) => send(of, { ...anyOf(of), headers: { ...anyOf(of).headers, prefer: "handling=whatever" } }),
  401: (of) => {
    const { path, body, headers } = anyOf(of);
    return call(server.url, of.method.toUpperCase(), `/fhir/R4${path}`, body === undefined ? undefined : JSON.stringify(body), headers);
  },
  403: (of) => send(of, { ...anyOf(of), headers: { ...anyOf(of).headers, "x-organization-id": "org_of_others" } }),
  406: (of) => send(of, { ...anyOf(of), headers: { ...anyOf(of).headers, accept: "text/turtle" } }),
  413: (of) => send(of, { ...anyOf(of), body: `{"resourceType":"${"x".repeat(of.body === "bundle" ? 16 * 1_048_576 : 1_048_576)}"}` }),
  415: (of) => send(of, { ...anyOf(of), body: "resourceType", headers: { "content-type": "text/csv" } }),
};

/** Not of the request: their own tests make them. */
const OF_THE_SERVER = [429, 500, 503];

/** Every interaction with each status of a refusal that the contract has for it. */
const DECLARED: [Interaction, number][] = INTERACTIONS.flatMap((interaction) => {
  const item = openapi.paths[`${FHIR_ROOT}${interaction.path}`]!;
  const statuses = Object.keys(item[interaction.method]!.responses).map(Number);
  return statuses.filter((status) => status >= 400 && !OF_THE_SERVER.includes(status)).map((status): [Interaction, number] => [interaction, status]);
});

test("every interaction is refused with each status that the contract has for it, and an OperationOutcome", async () => {
  const wrong: string[] = [];
  for (const [interaction, status] of DECLARED) {
    const own = OWN[interaction.id]?.[status];
    const answer = own ? await send(interaction, own()) : await SHARED[status]?.(interaction);
    if (answer?.status === status && answer.body?.resourceType === "OperationOutcome") continue;
    wrong.push(`${interaction.id} ${status}: ${answer ? `${answer.status} ${answer.text.slice(0, 200)}` : "no case"}`);
  }
  expect(wrong).toEqual([]);
});

test("no case is of a status that the contract does not have", () => {
  const declared = new Set(DECLARED.map(([{ id }, status]) => `${id} ${status}`));
  const cases = Object.entries(OWN).flatMap(([id, statuses]) => Object.keys(statuses).map((status) => `${id} ${status}`));
  expect(cases.filter((one) => !declared.has(one))).toEqual([]);
});
