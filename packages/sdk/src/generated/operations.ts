// Generated from the contract by packages/sdk/generate.ts; do not edit.
import type { OperationId } from "../operation-types.js";

/** What the client needs of an operation at run time; what is left out is as in most of them. */
export type SlimOperation = {
  readonly method: string;
  readonly path: string;
  /** Bearer where absent. */
  readonly auth?: "none" | "optional";
  /** Needed where absent. */
  readonly organization?: false;
  /** A POST that changes nothing. */
  readonly reads?: true;
  /** Takes an Idempotency-Key. */
  readonly key?: true;
  /** Takes a form. */
  readonly form?: true;
  /** What it answers where that is not JSON alone. */
  readonly accept?: readonly string[];
  /** Properties of the resource that an update may not send. */
  readonly readOnly?: readonly string[];
};

export const OPERATIONS = {
  login: {"method":"POST","path":"/api/auth/login","auth":"none","organization":false},
  verifyMfa: {"method":"POST","path":"/api/auth/mfa/verify","auth":"none","organization":false},
  refreshTokens: {"method":"POST","path":"/api/auth/refresh","auth":"none","organization":false},
  logout: {"method":"POST","path":"/api/auth/logout","auth":"optional","organization":false},
  getMe: {"method":"GET","path":"/api/auth/me","organization":false},
  setupMfa: {"method":"POST","path":"/api/auth/mfa/setup","organization":false},
  confirmMfa: {"method":"POST","path":"/api/auth/mfa/confirm","organization":false},
  disableMfa: {"method":"POST","path":"/api/auth/mfa/disable","organization":false},
  listSessions: {"method":"GET","path":"/api/auth/sessions","organization":false},
  endSession: {"method":"DELETE","path":"/api/auth/sessions/{id}","organization":false},
  changePassword: {"method":"POST","path":"/api/auth/password","organization":false},
  forgotPassword: {"method":"POST","path":"/api/auth/password/forgot","auth":"none","organization":false},
  resetPassword: {"method":"POST","path":"/api/auth/password/reset","auth":"none","organization":false},
  acceptInvitation: {"method":"POST","path":"/api/auth/invitations/accept","auth":"none","organization":false},
  issueToken: {"method":"POST","path":"/api/auth/token","auth":"none","organization":false,"form":true},
  listOrganizations: {"method":"GET","path":"/api/organizations","organization":false},
  createOrganization: {"method":"POST","path":"/api/organizations","organization":false,"key":true},
  getOrganization: {"method":"GET","path":"/api/organizations/{orgId}"},
  updateOrganization: {"method":"PATCH","path":"/api/organizations/{orgId}","readOnly":["id","plan","requestsPerMinute","version","createdAt","updatedAt"]},
  listMembers: {"method":"GET","path":"/api/organizations/{orgId}/members"},
  updateMember: {"method":"PATCH","path":"/api/organizations/{orgId}/members/{userId}","readOnly":["userId","email","firstName","lastName","mfaEnabled","joinedAt"]},
  deleteMember: {"method":"DELETE","path":"/api/organizations/{orgId}/members/{userId}"},
  listInvitations: {"method":"GET","path":"/api/organizations/{orgId}/invitations"},
  createInvitation: {"method":"POST","path":"/api/organizations/{orgId}/invitations","key":true},
  deleteInvitation: {"method":"DELETE","path":"/api/organizations/{orgId}/invitations/{id}"},
  listApiKeys: {"method":"GET","path":"/api/api-keys"},
  createApiKey: {"method":"POST","path":"/api/api-keys","key":true},
  deleteApiKey: {"method":"DELETE","path":"/api/api-keys/{id}"},
  listPatients: {"method":"GET","path":"/api/patients"},
  createPatient: {"method":"POST","path":"/api/patients","key":true},
  searchPatients: {"method":"POST","path":"/api/patients/search","reads":true},
  getPatient: {"method":"GET","path":"/api/patients/{id}"},
  replacePatient: {"method":"PUT","path":"/api/patients/{id}","readOnly":["id","organizationId","mergedInto","warnings","version","createdAt","updatedAt"]},
  updatePatient: {"method":"PATCH","path":"/api/patients/{id}","readOnly":["id","organizationId","mergedInto","warnings","version","createdAt","updatedAt"]},
  deletePatient: {"method":"DELETE","path":"/api/patients/{id}"},
  mergePatient: {"method":"POST","path":"/api/patients/{id}/merge","key":true},
  exportPatientRecord: {"method":"GET","path":"/api/patients/{id}/record","accept":["application/x-ndjson"]},
  getAccessReport: {"method":"GET","path":"/api/patients/{id}/access-report"},
  listPractitioners: {"method":"GET","path":"/api/practitioners"},
  createPractitioner: {"method":"POST","path":"/api/practitioners","key":true},
  getPractitioner: {"method":"GET","path":"/api/practitioners/{id}"},
  updatePractitioner: {"method":"PATCH","path":"/api/practitioners/{id}","readOnly":["id","version","createdAt","updatedAt"]},
  listMetricDefinitions: {"method":"GET","path":"/api/metric-definitions"},
  createMetricDefinition: {"method":"POST","path":"/api/metric-definitions","key":true},
  getMetricDefinition: {"method":"GET","path":"/api/metric-definitions/{id}"},
  updateMetricDefinition: {"method":"PATCH","path":"/api/metric-definitions/{id}","readOnly":["id","code","unit","builtIn","version"]},
  listEnrollments: {"method":"GET","path":"/api/enrollments"},
  createEnrollment: {"method":"POST","path":"/api/enrollments","key":true},
  getEnrollment: {"method":"GET","path":"/api/enrollments/{id}"},
  updateEnrollment: {"method":"PATCH","path":"/api/enrollments/{id}","readOnly":["id","patientId","program","warnings","version","createdAt","updatedAt"]},
  listEnrollmentHistory: {"method":"GET","path":"/api/enrollments/{id}/history"},
  listObservations: {"method":"GET","path":"/api/observations"},
  recordObservation: {"method":"POST","path":"/api/observations","key":true},
  recordObservations: {"method":"POST","path":"/api/observations/bulk","key":true},
  getObservation: {"method":"GET","path":"/api/observations/{id}"},
  voidObservation: {"method":"POST","path":"/api/observations/{id}/void","key":true},
  listPatientObservations: {"method":"GET","path":"/api/observations/patient/{patientId}"},
  getPatientTrends: {"method":"GET","path":"/api/observations/patient/{patientId}/trends"},
  listDevices: {"method":"GET","path":"/api/devices"},
  createDevice: {"method":"POST","path":"/api/devices","key":true},
  getDevice: {"method":"GET","path":"/api/devices/{id}"},
  updateDevice: {"method":"PATCH","path":"/api/devices/{id}","readOnly":["id","lastSeenAt","assignments","version","createdAt","updatedAt"]},
  assignDevice: {"method":"POST","path":"/api/devices/{id}/assign","key":true},
  unassignDevice: {"method":"POST","path":"/api/devices/{id}/unassign","key":true},
  listAlertRules: {"method":"GET","path":"/api/alert-rules"},
  createAlertRule: {"method":"POST","path":"/api/alert-rules","key":true},
  getAlertRule: {"method":"GET","path":"/api/alert-rules/{id}"},
  updateAlertRule: {"method":"PATCH","path":"/api/alert-rules/{id}","readOnly":["id","direction","builtIn","version"]},
  deleteAlertRule: {"method":"DELETE","path":"/api/alert-rules/{id}"},
  listAlerts: {"method":"GET","path":"/api/alerts"},
  listTriage: {"method":"GET","path":"/api/alerts/triage"},
  actOnAlerts: {"method":"POST","path":"/api/alerts/triage","key":true},
  bulkResolveAlerts: {"method":"POST","path":"/api/alerts/bulk-resolve","key":true},
  getAlert: {"method":"GET","path":"/api/alerts/{id}"},
  resolveAlert: {"method":"POST","path":"/api/alerts/{id}/resolve","key":true},
  listTimeEntries: {"method":"GET","path":"/api/time-entries"},
  createTimeEntry: {"method":"POST","path":"/api/time-entries","key":true},
  startTimeEntry: {"method":"POST","path":"/api/time-entries/start","key":true},
  stopTimeEntry: {"method":"POST","path":"/api/time-entries/stop","key":true},
  getTimeEntry: {"method":"GET","path":"/api/time-entries/{id}"},
  voidTimeEntry: {"method":"POST","path":"/api/time-entries/{id}/void","key":true},
  getBillingReadiness: {"method":"GET","path":"/api/billing/readiness/{enrollmentId}/{month}"},
  getBillingSummary: {"method":"GET","path":"/api/billing/summary/{orgId}/{month}"},
  exportBilling: {"method":"GET","path":"/api/billing/export/{orgId}/{month}","accept":["text/csv","application/json","application/x-ndjson","application/vnd.openxmlformats-officedocument.spreadsheetml.sheet","application/edi-x12"]},
  closeBillingMonth: {"method":"POST","path":"/api/billing/close/{orgId}/{month}","key":true},
  reopenBillingMonth: {"method":"POST","path":"/api/billing/reopen/{orgId}/{month}","key":true},
  listBillingAdjustments: {"method":"GET","path":"/api/billing/adjustments/{orgId}/{month}"},
  listClaims: {"method":"GET","path":"/api/billing/claims"},
  recordClaim: {"method":"POST","path":"/api/billing/claims","key":true},
  markClaims: {"method":"POST","path":"/api/billing/claims/mark","key":true},
  getClaim: {"method":"GET","path":"/api/billing/claims/{id}"},
  updateClaim: {"method":"PATCH","path":"/api/billing/claims/{id}","readOnly":["id","enrollmentId","patientId","program","month","code","units","dosFrom","dosTo","origin","revision","chargeCents","patientControlNumber","lineControlNumber","version","createdAt","updatedAt"]},
  listAuditEvents: {"method":"GET","path":"/api/audit-events"},
  verifyAuditEvents: {"method":"GET","path":"/api/audit-events/verify"},
  listWebhooks: {"method":"GET","path":"/api/webhooks"},
  createWebhook: {"method":"POST","path":"/api/webhooks","key":true},
  getWebhook: {"method":"GET","path":"/api/webhooks/{id}"},
  updateWebhook: {"method":"PATCH","path":"/api/webhooks/{id}","readOnly":["id","disabledReason","version","createdAt"]},
  deleteWebhook: {"method":"DELETE","path":"/api/webhooks/{id}"},
  rotateWebhookSecret: {"method":"POST","path":"/api/webhooks/{id}/rotate-secret","key":true},
  testWebhook: {"method":"POST","path":"/api/webhooks/{id}/test","key":true},
  listWebhookDeliveries: {"method":"GET","path":"/api/webhooks/{id}/deliveries"},
  resendWebhookDelivery: {"method":"POST","path":"/api/webhooks/{id}/deliveries/{deliveryId}/resend","key":true},
  watchEvents: {"method":"GET","path":"/api/events","accept":["text/event-stream"]},
} as const satisfies Partial<Record<OperationId, SlimOperation>>;
