import type { OperationId } from "@vitaledge/contract";
import { must } from "../billing-scene.js";
import { call, type Answer } from "../call.js";
import { ACCOUNT_CALLS, ACCOUNT_PREPARATIONS, noted, noting } from "./account-calls.js";
import { MONTH, readingAt, timeOf, type Crowd } from "./crowd.js";

/** A call of an operation that does what it is for. */
export type Call = (crowd: Crowd) => Promise<Answer>;

const get = (path: (crowd: Crowd) => string): Call => (crowd) => crowd.owner.call("GET", path(crowd));
const send = (method: "POST" | "PUT" | "PATCH" | "DELETE", path: (crowd: Crowd) => string, body: (crowd: Crowd) => object | undefined = () => ({})): Call =>
  (crowd) => crowd.owner.call(method, path(crowd), method === "DELETE" ? undefined : body(crowd));
const post = (path: (crowd: Crowd) => string, body?: (crowd: Crowd) => object) => send("POST", path, body);
const patch = (path: (crowd: Crowd) => string, body: (crowd: Crowd) => object) => send("PATCH", path, body);
const open = (path: string): Call => ({ server }) => call(server.url, "GET", path);
const PAGE = "limit=200&includeTotal=true";
const organization = ({ owner }: Crowd): string => `/api/organizations/${owner.organizationId}`;
const billing = (what: string) => ({ owner }: Crowd): string => `/api/billing/${what}/${owner.organizationId}/${MONTH}`;
const last = (ids: readonly string[]): string => ids.at(-1)!;

/** In the order in which they are called: what takes away comes after what needs it. */
export const CALLS: Record<OperationId, Call> = {
  getHealth: open("/healthz"),
  getReadiness: open("/readyz"),
  getOpenApiJson: open("/openapi.json"),
  getOpenApiYaml: open("/openapi.yaml"),
  getProblemReference: open("/docs/problems"),
  getJwks: open("/.well-known/jwks.json"),
  getSmartConfiguration: open("/.well-known/smart-configuration"),
  getFhirSmartConfiguration: open("/fhir/R4/.well-known/smart-configuration"),

  listOrganizations: get(() => `/api/organizations?${PAGE}`),
  createOrganization: post(() => "/api/organizations", () => ({ name: "One more", timezone: "America/New_York" })),
  getOrganization: get(organization),
  updateOrganization: patch(organization, () => ({ name: "Renamed" })),
  listMembers: get((crowd) => `${organization(crowd)}/members?${PAGE}`),
  updateMember: patch((crowd) => `${organization(crowd)}/members/${crowd.members[0]!}`, () => ({ role: "CARE_MANAGER" })),
  listInvitations: get((crowd) => `${organization(crowd)}/invitations?${PAGE}`),
  createInvitation: post((crowd) => `${organization(crowd)}/invitations`, ({ owner }) => ({ email: `${owner.organizationId.toLowerCase()}@example.com`, role: "BILLER" })),
  getBillingSettings: get((crowd) => `${organization(crowd)}/billing-settings`),
  replaceBillingSettings: send("PUT", (crowd) => `${organization(crowd)}/billing-settings`, () => ({ effectiveFrom: "2026-04", caps: { 99458: 3 } })),
  listCharges: get((crowd) => `${organization(crowd)}/charges`),
  replaceCharges: send("PUT", (crowd) => `${organization(crowd)}/charges`, ({ size }) => ({ data: prices(size) })),
  listFees: get((crowd) => `${organization(crowd)}/fees`),
  replaceFees: send("PUT", (crowd) => `${organization(crowd)}/fees`, ({ size }) => ({ data: prices(size) })),
  listApiKeys: get(() => `/api/api-keys?${PAGE}`),
  createApiKey: post(() => "/api/api-keys", () => ({ name: "Gateway", permissions: ["patients:read"] })),

  listPatients: get(() => `/api/patients?${PAGE}`),
  createPatient: post(() => "/api/patients", () => ({ firstName: "Ann", lastName: "Doe", birthDate: "1950-01-01" })),
  searchPatients: post(() => "/api/patients/search", () => ({ search: "Exam", limit: 200 })),
  getPatient: get(({ patients }) => `/api/patients/${patients[0]!}`),
  replacePatient: send("PUT", ({ patients }) => `/api/patients/${last(patients)}`, () => ({ firstName: "Ann", lastName: "Doe", birthDate: "1950-01-01" })),
  updatePatient: patch(({ patients }) => `/api/patients/${patients[0]!}`, () => ({ language: "en" })),
  exportPatientRecord: get(({ patients }) => `/api/patients/${patients[0]!}/record`),
  getAccessReport: get(({ patients }) => `/api/patients/${patients[0]!}/access-report?${PAGE}`),
  listPractitioners: get(() => `/api/practitioners?${PAGE}`),
  createPractitioner: post(() => "/api/practitioners", () => ({ firstName: "Ana", lastName: "Example", npi: "1245319599" })),
  getPractitioner: get(({ practitioners }) => `/api/practitioners/${practitioners[0]!}`),
  updatePractitioner: patch(({ practitioners }) => `/api/practitioners/${practitioners[0]!}`, ({ owner }) => ({ userId: owner.userId })),
  listMetricDefinitions: get(() => `/api/metric-definitions?${PAGE}`),
  createMetricDefinition: post(() => "/api/metric-definitions", () => ({ code: "pinch", name: "Pinch", unit: "kg", programs: ["RTM"] })),
  getMetricDefinition: get(({ metrics }) => `/api/metric-definitions/${metrics[0]!}`),
  updateMetricDefinition: patch(({ metrics }) => `/api/metric-definitions/${metrics[0]!}`, () => ({ name: "Grip strength" })),

  listEnrollments: get(() => `/api/enrollments?${PAGE}`),
  createEnrollment: post(() => "/api/enrollments", ({ patients }) => ({ patientId: patients[0]!, program: "CCM", startDate: "2026-02-01" })),
  getEnrollment: get(({ enrollments }) => `/api/enrollments/${enrollments[0]!}`),
  updateEnrollment: patch(({ enrollments }) => `/api/enrollments/${enrollments[0]!}`, () => ({ deviceSetupDate: "2026-01-01" })),
  listEnrollmentHistory: get(({ enrollments }) => `/api/enrollments/${enrollments[0]!}/history?${PAGE}`),
  listBillingFacts: get(({ enrollments }) => `/api/enrollments/${enrollments[0]!}/billing-facts`),
  replaceBillingFacts: send("PUT", ({ enrollments }) => `/api/enrollments/${enrollments[0]!}/billing-facts/${MONTH}`, () => ({ mdmComplexity: "HIGH" })),

  listObservations: get(() => `/api/observations?${PAGE}`),
  recordObservation: post(() => "/api/observations", ({ patients }) => readingAt(patients[0]!, "2026-03-02T11:30:00Z", 191)),
  recordObservations: post(() => "/api/observations/bulk", ({ patients }) => ({ observations: patients.map((id) => readingAt(id, "2026-03-02T11:40:00Z", 192)) })),
  getObservation: get(({ readings }) => `/api/observations/${readings[0]!}`),
  voidObservation: post(({ readings }) => `/api/observations/${readings[0]!}/void`),
  listPatientObservations: get(({ patients }) => `/api/observations/patient/${patients[0]!}?${PAGE}`),
  getPatientTrends: get(({ patients }) => `/api/observations/patient/${patients[0]!}/trends?metricDefinitionId=metric_bp_systolic`),
  listDevices: get(() => `/api/devices?${PAGE}`),
  createDevice: post(() => "/api/devices", () => ({ serialNumber: "S-new", manufacturer: "Acme" })),
  getDevice: get(({ devices }) => `/api/devices/${devices[0]!}`),
  updateDevice: patch(({ devices }) => `/api/devices/${devices[0]!}`, () => ({ manufacturer: "Other" })),
  unassignDevice: post(({ devices }) => `/api/devices/${devices[0]!}/unassign`),
  assignDevice: post(({ devices }) => `/api/devices/${devices[0]!}/assign`, ({ patients }) => ({ patientId: last(patients) })),
  listAlertRules: get(() => `/api/alert-rules?${PAGE}`),
  createAlertRule: post(() => "/api/alert-rules", () => ({ metricDefinitionId: "metric_spo2", condition: { type: "threshold", operator: "lt", value: 80 }, severity: "LOW" })),
  getAlertRule: get(({ rules }) => `/api/alert-rules/${rules[0]!}`),
  updateAlertRule: patch(({ rules }) => `/api/alert-rules/${rules[0]!}`, () => ({ severity: "HIGH" })),
  listAlerts: get(() => `/api/alerts?${PAGE}`),
  listTriage: get(() => `/api/alerts/triage?${PAGE}`),
  getAlert: get(({ alerts }) => `/api/alerts/${alerts[0]!}`),
  actOnAlerts: post(() => "/api/alerts/triage", ({ alerts }) => ({ alertIds: alerts, action: "ACKNOWLEDGE" })),
  resolveAlert: post(({ alerts }) => `/api/alerts/${alerts[0]!}/resolve`, () => ({ outcome: "OTHER", note: "Called." })),
  bulkResolveAlerts: post(() => "/api/alerts/bulk-resolve", ({ alerts }) => ({ alertIds: alerts.slice(1), outcome: "OTHER" })),
  listTimeEntries: get(() => `/api/time-entries?${PAGE}`),
  createTimeEntry: post(() => "/api/time-entries", ({ enrollments }) => timeOf(last(enrollments), 27)),
  startTimeEntry: post(() => "/api/time-entries/start", ({ enrollments }) => ({ enrollmentId: enrollments[0]!, activity: "CALL", staffRole: "QHP" })),
  stopTimeEntry: post(() => "/api/time-entries/stop"),
  getTimeEntry: get(({ times }) => `/api/time-entries/${times[0]!}`),

  getBillingReadiness: get(({ enrollments }) => `/api/billing/readiness/${enrollments[0]!}/${MONTH}`),
  getBillingSummary: get(billing("summary")),
  exportBilling: get((crowd) => `${billing("export")(crowd)}?format=csv&status=all`),
  listSignOffs: get(({ enrollments }) => `/api/billing/sign-offs/${enrollments[0]!}/${MONTH}`),
  createSignOff: post(({ enrollments }) => `/api/billing/sign-offs/${enrollments[0]!}/${MONTH}`, () => ({ note: "Reviewed." })),
  closeBillingMonth: post(billing("close")),
  voidTimeEntry: post(({ times }) => `/api/time-entries/${times[0]!}/void`),
  listBillingAdjustments: get(billing("adjustments")),
  listClaims: get(() => `/api/billing/claims?${PAGE}`),
  recordClaim: post(() => "/api/billing/claims", ({ enrollments }) => ({ enrollmentId: enrollments[0]!, code: "99457", units: 1, dosTo: "2025-11-30" })),
  markClaims: post(() => "/api/billing/claims/mark", ({ claims }) => ({ ids: claims, status: "PAID" })),
  getClaim: get(({ claims }) => `/api/billing/claims/${claims[0]!}`),
  updateClaim: patch(({ claims }) => `/api/billing/claims/${claims[0]!}`, () => ({ status: "DENIED", denialCodes: ["97"] })),
  exportClaim: post((crowd) => `/api/billing/claims/${noted(crowd, "claim")}/export`, () => ({ frequency: "1" })),
  reopenBillingMonth: post(billing("reopen"), () => ({ reason: "Wrong charges" })),

  listAuditEvents: get(() => `/api/audit-events?${PAGE}`),
  verifyAuditEvents: get(() => "/api/audit-events/verify"),
  listWebhooks: get(() => `/api/webhooks?${PAGE}`),
  createWebhook: post(() => "/api/webhooks", () => ({ url: "https://hooks.example.com/b", events: ["alert.opened"] })),
  getWebhook: get(({ webhooks }) => `/api/webhooks/${webhooks[0]!}`),
  updateWebhook: patch(({ webhooks }) => `/api/webhooks/${webhooks[0]!}`, () => ({ description: "on call" })),
  rotateWebhookSecret: post(({ webhooks }) => `/api/webhooks/${webhooks[0]!}/rotate-secret`),
  testWebhook: post(({ webhooks }) => `/api/webhooks/${webhooks[0]!}/test`),
  listWebhookDeliveries: get(({ webhooks }) => `/api/webhooks/${webhooks[0]!}/deliveries?${PAGE}`),
  resendWebhookDelivery: post(({ webhooks, deliveries }) => `/api/webhooks/${webhooks[0]!}/deliveries/${deliveries[0]!}/resend`),
  watchEvents: get(() => "/api/events"),

  deleteWebhook: send("DELETE", ({ webhooks }) => `/api/webhooks/${webhooks[0]!}`),
  deleteApiKey: send("DELETE", ({ keys }) => `/api/api-keys/${last(keys)}`),
  deleteInvitation: send("DELETE", (crowd) => `${organization(crowd)}/invitations/${crowd.invitations[0]!}`),
  deleteMember: send("DELETE", (crowd) => `${organization(crowd)}/members/${crowd.members[0]!}`),
  deleteAlertRule: send("DELETE", ({ rules }) => `/api/alert-rules/${rules[0]!}`),
  mergePatient: post(({ patients }) => `/api/patients/${last(patients)}/merge`, ({ patients }) => ({ duplicateId: patients[0]! })),
  deletePatient: send("DELETE", (crowd) => `/api/patients/${noted(crowd, "patient")}`),
  ...ACCOUNT_CALLS,
};

/** What a call needs and is not part of it. */
export const PREPARATIONS: Partial<Record<OperationId, (crowd: Crowd) => Promise<unknown>>> = {
  ...ACCOUNT_PREPARATIONS,
  exportClaim: async ({ owner, notes, enrollments }) => {
    const { data } = await must(owner.call("GET", `/api/billing/claims?month=${MONTH}&code=99454&enrollmentId=${enrollments[0]!}`));
    notes.set("claim", data[0].id);
  },
  // Two open enrollments of one program cannot be one patient's.
  mergePatient: ({ owner, enrollments }) => must(owner.call("PATCH", `/api/enrollments/${last(enrollments)}`, { status: "ENDED", endDate: "2026-03-01", endReason: "OTHER" })),
  deletePatient: (crowd) => noting(crowd, crowd.owner.call("POST", "/api/patients", { firstName: "Ann", lastName: "Doe", birthDate: "1950-01-01" }), { patient: "id" }),
};

const CODES = ["99453", "99454", "99457", "99458", "99091", "99490", "99439", "99491", "99437", "98975", "98976", "98977", "98980", "98981", "99445", "99470"];
const prices = (size: number): object[] =>
  Array.from({ length: size + 4 }, (_, at) => ({ code: CODES[at % CODES.length], effectiveFrom: `202${4 + Math.floor(at / CODES.length)}-01-01`, amountCents: 9_500 }));
