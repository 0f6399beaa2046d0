import type { OperationId } from "./operation-types.js";
import type { Namespaces } from "./vital-edge.js";

/** `patients.list`, `auth.mfa.setup`: every method, two levels deep. */
type Methods<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends (...input: never[]) => unknown
    ? `${Prefix}${K}`
    : T[K] extends object ? Methods<T[K], `${Prefix}${K}.`> : never;
}[keyof T & string];

/** Operations of the operator, not of a client, and why they have no method. */
const OMITTED = {
  getHealth: "asked by a supervisor, not by an application",
  getReadiness: "asked by a supervisor, not by an application",
  getOpenApiJson: "read by tools",
  getOpenApiYaml: "read by tools",
  getProblemReference: "read by people",
  getJwks: "read by who verifies tokens",
} as const satisfies { [Id in OperationId]?: string };

type Covered = Exclude<OperationId, keyof typeof OMITTED>;

/** Total: an operation without a method does not compile, nor a method that is gone. */
export const COVERAGE = {
  login: "auth.login",
  verifyMfa: "auth.verifyMfa",
  refreshTokens: "auth.refresh",
  logout: "auth.logout",
  getMe: "auth.me",
  setupMfa: "auth.mfa.setup",
  confirmMfa: "auth.mfa.confirm",
  disableMfa: "auth.mfa.disable",
  forgotPassword: "auth.forgotPassword",
  resetPassword: "auth.resetPassword",
  acceptInvitation: "auth.acceptInvitation",
  listOrganizations: "organizations.list",
  createOrganization: "organizations.create",
  getOrganization: "organizations.get",
  updateOrganization: "organizations.update",
  listMembers: "organizations.members.list",
  updateMember: "organizations.members.update",
  deleteMember: "organizations.members.delete",
  listInvitations: "organizations.invitations.list",
  createInvitation: "organizations.invitations.create",
  deleteInvitation: "organizations.invitations.delete",
  listPatients: "patients.list",
  searchPatients: "patients.search",
  createPatient: "patients.create",
  getPatient: "patients.get",
  replacePatient: "patients.replace",
  updatePatient: "patients.update",
  deletePatient: "patients.deactivate",
  listPractitioners: "practitioners.list",
  createPractitioner: "practitioners.create",
  getPractitioner: "practitioners.get",
  updatePractitioner: "practitioners.update",
  listMetricDefinitions: "metricDefinitions.list",
  createMetricDefinition: "metricDefinitions.create",
  getMetricDefinition: "metricDefinitions.get",
  updateMetricDefinition: "metricDefinitions.update",
  listDevices: "devices.list",
  createDevice: "devices.create",
  getDevice: "devices.get",
  updateDevice: "devices.update",
  assignDevice: "devices.assign",
  unassignDevice: "devices.unassign",
  listEnrollments: "enrollments.list",
  createEnrollment: "enrollments.create",
  getEnrollment: "enrollments.get",
  updateEnrollment: "enrollments.update",
  listEnrollmentHistory: "enrollments.history",
  listTimeEntries: "timeEntries.list",
  createTimeEntry: "timeEntries.create",
  getTimeEntry: "timeEntries.get",
  startTimeEntry: "timeEntries.start",
  stopTimeEntry: "timeEntries.stop",
  voidTimeEntry: "timeEntries.void",
  listObservations: "observations.list",
  recordObservation: "observations.create",
  recordObservations: "observations.createMany",
  getObservation: "observations.get",
  voidObservation: "observations.void",
  listPatientObservations: "observations.forPatient",
  getPatientTrends: "observations.trends",
  listAlerts: "alerts.list",
  getAlert: "alerts.get",
  listTriage: "alerts.triage",
  actOnAlerts: "alerts.act",
  resolveAlert: "alerts.resolve",
  bulkResolveAlerts: "alerts.bulkResolve",
  listAlertRules: "alertRules.list",
  createAlertRule: "alertRules.create",
  getAlertRule: "alertRules.get",
  updateAlertRule: "alertRules.update",
  deleteAlertRule: "alertRules.delete",
  getBillingReadiness: "billing.readiness",
  getBillingSummary: "billing.summary",
  exportBilling: "billing.export",
} as const satisfies Record<Covered, Methods<Namespaces>>;
