import type { OperationId } from "@vitaledge/sdk";

/** Every command that calls the API. */
export type CommandName =
  | "auth login" | "auth logout" | "auth status"
  | "auth mfa setup" | "auth mfa disable" | "auth sessions list" | "auth sessions end" | "auth password change"
  | "patients list" | "patients get"
  | "enrollments list"
  | "observations list" | "observations create" | "observations import"
  | "alerts list" | "alerts triage" | "alerts resolve"
  | "billing summary" | "billing readiness" | "billing export" | "billing sign-off"
  | "billing close" | "billing reopen" | "billing adjustments"
  | "billing claims list" | "billing claims add" | "billing claims mark" | "billing claims export"
  | "org settings" | "org charges show" | "org charges upload" | "org fees show" | "org fees upload";

const BY_ITSELF = "done by the SDK as it goes";
const BY_PROGRAM = "asked by programs, which have no person to type";
const BY_LINK = "done with a link from a mail, in a browser";
const SUPERVISION = "asked by supervisors and tools, not by a person";
const NOT_YET = "has no command yet; the SDK has a method";

/** Operations without a command, and why. */
const OMITTED = {
  getHealth: SUPERVISION, getReadiness: SUPERVISION, getOpenApiJson: SUPERVISION, getOpenApiYaml: SUPERVISION, getJwks: SUPERVISION,
  getProblemReference: SUPERVISION,
  refreshTokens: BY_ITSELF, issueToken: BY_PROGRAM,
  listApiKeys: NOT_YET, createApiKey: NOT_YET, deleteApiKey: NOT_YET,
  forgotPassword: BY_LINK, resetPassword: BY_LINK, acceptInvitation: BY_LINK,
  createOrganization: NOT_YET, getOrganization: NOT_YET, updateOrganization: NOT_YET,
  listMembers: NOT_YET, updateMember: NOT_YET, deleteMember: NOT_YET,
  listInvitations: NOT_YET, createInvitation: NOT_YET, deleteInvitation: NOT_YET,
  listBillingFacts: NOT_YET, replaceBillingFacts: NOT_YET,
  createPatient: NOT_YET, replacePatient: NOT_YET, updatePatient: NOT_YET, deletePatient: NOT_YET, exportPatientRecord: NOT_YET, mergePatient: NOT_YET,
  listPractitioners: NOT_YET, createPractitioner: NOT_YET, getPractitioner: NOT_YET, updatePractitioner: NOT_YET,
  listMetricDefinitions: NOT_YET, createMetricDefinition: NOT_YET, getMetricDefinition: NOT_YET, updateMetricDefinition: NOT_YET,
  listDevices: NOT_YET, createDevice: NOT_YET, getDevice: NOT_YET, updateDevice: NOT_YET, assignDevice: NOT_YET, unassignDevice: NOT_YET,
  createEnrollment: NOT_YET, getEnrollment: NOT_YET, updateEnrollment: NOT_YET, listEnrollmentHistory: NOT_YET,
  listTimeEntries: NOT_YET, createTimeEntry: NOT_YET, getTimeEntry: NOT_YET, startTimeEntry: NOT_YET, stopTimeEntry: NOT_YET,
  voidTimeEntry: NOT_YET,
  getObservation: NOT_YET, voidObservation: NOT_YET, listPatientObservations: NOT_YET, getPatientTrends: NOT_YET,
  listAuditEvents: NOT_YET, verifyAuditEvents: NOT_YET, getAccessReport: NOT_YET,
  getAlert: NOT_YET, actOnAlerts: NOT_YET, bulkResolveAlerts: NOT_YET,
  getClaim: NOT_YET,
  listWebhooks: NOT_YET, createWebhook: NOT_YET, getWebhook: NOT_YET, updateWebhook: NOT_YET, deleteWebhook: NOT_YET,
  rotateWebhookSecret: NOT_YET, testWebhook: NOT_YET, listWebhookDeliveries: NOT_YET, resendWebhookDelivery: NOT_YET, watchEvents: NOT_YET,
  listAlertRules: NOT_YET, createAlertRule: NOT_YET, getAlertRule: NOT_YET, updateAlertRule: NOT_YET, deleteAlertRule: NOT_YET,
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
  listOrganizations: "billing export",
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
} as const satisfies Record<Covered, CommandName>;
