import type { OperationId } from "@vitaledge/sdk";

/** Every command that calls the API. */
export type CommandName =
  | "auth login" | "auth logout" | "auth status"
  | "auth mfa setup" | "auth mfa disable" | "auth sessions list" | "auth sessions end" | "auth password change"
  | "patients list" | "patients get" | "patients create" | "patients update" | "patients deactivate" | "patients merge" | "patients import"
  | "patients record" | "patients access-report"
  | "practitioners list" | "practitioners get" | "practitioners create" | "practitioners update"
  | "metrics list" | "metrics get" | "metrics create" | "metrics update"
  | "devices list" | "devices get" | "devices create" | "devices update" | "devices assign" | "devices unassign"
  | "enrollments list" | "enrollments get" | "enrollments create" | "enrollments update" | "enrollments end" | "enrollments history"
  | "enrollments import" | "enrollments billing-facts list" | "enrollments billing-facts set"
  | "observations list" | "observations get" | "observations create" | "observations import" | "observations void" | "observations trends"
  | "alerts list" | "alerts get" | "alerts triage" | "alerts ack" | "alerts assign" | "alerts escalate" | "alerts snooze" | "alerts resolve" | "alerts watch"
  | "alert-rules list" | "alert-rules get" | "alert-rules create" | "alert-rules update" | "alert-rules delete"
  | "time list" | "time get" | "time start" | "time stop" | "time log" | "time void"
  | "audit list" | "audit verify"
  | "billing summary" | "billing readiness" | "billing export" | "billing sign-off"
  | "billing close" | "billing reopen" | "billing adjustments"
  | "billing claims list" | "billing claims get" | "billing claims add" | "billing claims mark" | "billing claims export"
  | "org list" | "org create" | "org get" | "org set" | "org members list" | "org members set-role" | "org members remove"
  | "org invite" | "org invitations list" | "org invitations withdraw" | "org api-keys list" | "org api-keys create" | "org api-keys delete"
  | "org webhooks list" | "org webhooks create" | "org webhooks get" | "org webhooks update" | "org webhooks delete"
  | "org webhooks rotate-secret" | "org webhooks test" | "org webhooks deliveries" | "org webhooks resend"
  | "fhir read" | "fhir search" | "fhir create" | "fhir update" | "fhir transaction" | "fhir import" | "fhir export"
  | "org settings" | "org charges show" | "org charges upload" | "org fees show" | "org fees upload";

const BY_ITSELF = "done by the SDK as it goes";
const BY_PROGRAM = "asked by programs, which have no person to type";
const BY_LINK = "done with a link from a mail, in a browser";
const BY_LIST = "the same list as observations list --patient";
const BY_UPDATE = "patients update changes what is named; a whole that lacks something would drop it";
const SUPERVISION = "asked by supervisors and tools, not by a person";

/** Operations without a command, and why. */
const OMITTED = {
  getHealth: SUPERVISION, getReadiness: SUPERVISION, getOpenApiJson: SUPERVISION, getOpenApiYaml: SUPERVISION, getJwks: SUPERVISION,
  getProblemReference: SUPERVISION,
  getSmartConfiguration: BY_PROGRAM, getFhirSmartConfiguration: BY_PROGRAM,
  refreshTokens: BY_ITSELF, issueToken: BY_PROGRAM, introspectToken: BY_PROGRAM, revokeToken: BY_PROGRAM,
  listPatientObservations: BY_LIST, replacePatient: BY_UPDATE,
  forgotPassword: BY_LINK, resetPassword: BY_LINK, acceptInvitation: BY_LINK,
} as const satisfies { [Id in OperationId]?: string };

type Covered = Exclude<OperationId, keyof typeof OMITTED>;

/** Total: an operation that neither has a command nor is omitted does not compile, nor one that is gone. */
export const COVERAGE = {
  login: "auth login",
  verifyMfa: "auth login",
  logout: "auth logout",
  getMe: "auth status",
  setupMfa: "auth mfa setup",
  confirmMfa: "auth mfa setup",
  disableMfa: "auth mfa disable",
  listSessions: "auth sessions list",
  endSession: "auth sessions end",
  changePassword: "auth password change",
  listPatients: "patients list",
  searchPatients: "patients list",
  getPatient: "patients get",
  listEnrollments: "enrollments list",
  listObservations: "observations list",
  recordObservation: "observations create",
  recordObservations: "observations import",
  listAlerts: "alerts list",
  listTriage: "alerts triage",
  resolveAlert: "alerts resolve",
  getBillingSummary: "billing summary",
  getBillingReadiness: "billing readiness",
  exportBilling: "billing export",
  listSignOffs: "billing sign-off",
  createSignOff: "billing sign-off",
  closeBillingMonth: "billing close",
  reopenBillingMonth: "billing reopen",
  listBillingAdjustments: "billing adjustments",
  listClaims: "billing claims list",
  recordClaim: "billing claims add",
  updateClaim: "billing claims mark",
  markClaims: "billing claims mark",
  exportClaim: "billing claims export",
  getBillingSettings: "org settings",
  replaceBillingSettings: "org settings",
  listCharges: "org charges show",
  replaceCharges: "org charges upload",
  listFees: "org fees show",
  replaceFees: "org fees upload",
  listOrganizations: "org list",
  createOrganization: "org create",
  getOrganization: "org get",
  updateOrganization: "org set",
  listMembers: "org members list",
  updateMember: "org members set-role",
  deleteMember: "org members remove",
  listInvitations: "org invitations list",
  createInvitation: "org invite",
  deleteInvitation: "org invitations withdraw",
  listApiKeys: "org api-keys list",
  createApiKey: "org api-keys create",
  deleteApiKey: "org api-keys delete",
  listWebhooks: "org webhooks list",
  createWebhook: "org webhooks create",
  getWebhook: "org webhooks get",
  updateWebhook: "org webhooks update",
  deleteWebhook: "org webhooks delete",
  rotateWebhookSecret: "org webhooks rotate-secret",
  testWebhook: "org webhooks test",
  listWebhookDeliveries: "org webhooks deliveries",
  resendWebhookDelivery: "org webhooks resend",
  createPatient: "patients create",
  updatePatient: "patients update",
  deletePatient: "patients deactivate",
  mergePatient: "patients merge",
  exportPatientRecord: "patients record",
  getAccessReport: "patients access-report",
  listPractitioners: "practitioners list",
  createPractitioner: "practitioners create",
  getPractitioner: "practitioners get",
  updatePractitioner: "practitioners update",
  listMetricDefinitions: "metrics list",
  createMetricDefinition: "metrics create",
  getMetricDefinition: "metrics get",
  updateMetricDefinition: "metrics update",
  listDevices: "devices list",
  createDevice: "devices create",
  getDevice: "devices get",
  updateDevice: "devices update",
  assignDevice: "devices assign",
  unassignDevice: "devices unassign",
  createEnrollment: "enrollments create",
  getEnrollment: "enrollments get",
  updateEnrollment: "enrollments update",
  listEnrollmentHistory: "enrollments history",
  listBillingFacts: "enrollments billing-facts list",
  replaceBillingFacts: "enrollments billing-facts set",
  getObservation: "observations get",
  voidObservation: "observations void",
  getPatientTrends: "observations trends",
  getAlert: "alerts get",
  actOnAlerts: "alerts ack",
  bulkResolveAlerts: "alerts resolve",
  watchEvents: "alerts watch",
  listAlertRules: "alert-rules list",
  createAlertRule: "alert-rules create",
  getAlertRule: "alert-rules get",
  updateAlertRule: "alert-rules update",
  deleteAlertRule: "alert-rules delete",
  listTimeEntries: "time list",
  createTimeEntry: "time log",
  getTimeEntry: "time get",
  startTimeEntry: "time start",
  stopTimeEntry: "time stop",
  voidTimeEntry: "time void",
  listAuditEvents: "audit list",
  verifyAuditEvents: "audit verify",
  getClaim: "billing claims get",
} as const satisfies Record<Covered, CommandName>;
