// Generated from the contract by packages/sdk/generate.ts; do not edit.

export const AUTH = `login login POST auth/login nxb
verifyMfa verifyMfa POST auth/mfa/verify nxb
refresh refreshTokens POST auth/refresh nxb
logout logout POST auth/logout oxbq
me getMe GET auth/me x
mfa.setup setupMfa POST auth/mfa/setup xb
mfa.confirm confirmMfa POST auth/mfa/confirm xb
mfa.disable disableMfa POST auth/mfa/disable xb
sessions.list listSessions GET auth/sessions x
sessions.end endSession DELETE auth/sessions/{id} x
changePassword changePassword POST auth/password xb
forgotPassword forgotPassword POST auth/password/forgot nxb
resetPassword resetPassword POST auth/password/reset nxb
acceptInvitation acceptInvitation POST auth/invitations/accept nxb
issueToken issueToken POST auth/token nxbf
introspectToken introspectToken POST auth/introspect nxrbf
revokeToken revokeToken POST auth/revoke nxbf`;

export const ORGANIZATIONS = `list listOrganizations GET organizations xql
create createOrganization POST organizations xkb
get getOrganization GET organizations/{orgId} a
update updateOrganization PATCH organizations/{orgId} ab id,plan,requestsPerMinute,version,createdAt,updatedAt
members.list listMembers GET organizations/{orgId}/members ql
members.update updateMember PATCH organizations/{orgId}/members/{userId} b userId,email,firstName,lastName,mfaEnabled,joinedAt
members.delete deleteMember DELETE organizations/{orgId}/members/{userId} -
invitations.list listInvitations GET organizations/{orgId}/invitations ql
invitations.create createInvitation POST organizations/{orgId}/invitations kb
invitations.delete deleteInvitation DELETE organizations/{orgId}/invitations/{id} -
billingSettings.get getBillingSettings GET organizations/{orgId}/billing-settings q
billingSettings.replace replaceBillingSettings PUT organizations/{orgId}/billing-settings b setBy,setAt,history,version
charges.get listCharges GET organizations/{orgId}/charges -
charges.replace replaceCharges PUT organizations/{orgId}/charges b setBy,setAt,version
fees.get listFees GET organizations/{orgId}/fees -
fees.replace replaceFees PUT organizations/{orgId}/fees b source,setBy,setAt,version
charges.file listCharges GET organizations/{orgId}/charges dc
charges.upload replaceCharges PUT organizations/{orgId}/charges bc
fees.file listFees GET organizations/{orgId}/fees dc
fees.upload replaceFees PUT organizations/{orgId}/fees bc`;

export const API_KEYS = `list listApiKeys GET api-keys ql
create createApiKey POST api-keys kb
delete deleteApiKey DELETE api-keys/{id} -`;

export const PATIENTS = `list listPatients GET patients ql
create createPatient POST patients kb
search searchPatients POST patients/search rbl
get getPatient GET patients/{id} -
replace replacePatient PUT patients/{id} b id,organizationId,mergedInto,warnings,version,createdAt,updatedAt
update updatePatient PATCH patients/{id} b id,organizationId,mergedInto,warnings,version,createdAt,updatedAt
deactivate deletePatient DELETE patients/{id} -
merge mergePatient POST patients/{id}/merge kb
record exportPatientRecord GET patients/{id}/record d
accessReport getAccessReport GET patients/{id}/access-report ql
observations listPatientObservations GET observations/patient/{patientId} ql
alerts listAlerts GET alerts qlp
enrollments listEnrollments GET enrollments qlp`;

export const PRACTITIONERS = `list listPractitioners GET practitioners ql
create createPractitioner POST practitioners kb
get getPractitioner GET practitioners/{id} -
update updatePractitioner PATCH practitioners/{id} b id,version,createdAt,updatedAt`;

export const METRIC_DEFINITIONS = `list listMetricDefinitions GET metric-definitions ql
create createMetricDefinition POST metric-definitions kb
get getMetricDefinition GET metric-definitions/{id} -
update updateMetricDefinition PATCH metric-definitions/{id} b id,code,unit,builtIn,version`;

export const ENROLLMENTS = `list listEnrollments GET enrollments ql
create createEnrollment POST enrollments kb
get getEnrollment GET enrollments/{id} -
update updateEnrollment PATCH enrollments/{id} b id,patientId,program,warnings,version,createdAt,updatedAt
history listEnrollmentHistory GET enrollments/{id}/history ql
billingFacts.list listBillingFacts GET enrollments/{id}/billing-facts -
billingFacts.set replaceBillingFacts PUT enrollments/{id}/billing-facts/{month} b month,facts,setBy,setAt,version`;

export const OBSERVATIONS = `list listObservations GET observations ql
create recordObservation POST observations kb
createMany recordObservations POST observations/bulk kb
get getObservation GET observations/{id} -
void voidObservation POST observations/{id}/void kb
forPatient listPatientObservations GET observations/patient/{patientId} ql
trends getPatientTrends GET observations/patient/{patientId}/trends q`;

export const DEVICES = `list listDevices GET devices ql
create createDevice POST devices kb
get getDevice GET devices/{id} -
update updateDevice PATCH devices/{id} b id,lastSeenAt,assignments,version,createdAt,updatedAt
assign assignDevice POST devices/{id}/assign kb
unassign unassignDevice POST devices/{id}/unassign kb`;

export const ALERT_RULES = `list listAlertRules GET alert-rules ql
create createAlertRule POST alert-rules kb
get getAlertRule GET alert-rules/{id} -
update updateAlertRule PATCH alert-rules/{id} b id,direction,builtIn,version
delete deleteAlertRule DELETE alert-rules/{id} -`;

export const ALERTS = `list listAlerts GET alerts ql
triage listTriage GET alerts/triage ql
act actOnAlerts POST alerts/triage kb
bulkResolve bulkResolveAlerts POST alerts/bulk-resolve kb
get getAlert GET alerts/{id} -
resolve resolveAlert POST alerts/{id}/resolve kb`;

export const TIME_ENTRIES = `list listTimeEntries GET time-entries ql
create createTimeEntry POST time-entries kb
start startTimeEntry POST time-entries/start kb
stop stopTimeEntry POST time-entries/stop kb
get getTimeEntry GET time-entries/{id} -
void voidTimeEntry POST time-entries/{id}/void kb`;

export const BILLING = `readiness getBillingReadiness GET billing/readiness/{enrollmentId}/{month} q
summary getBillingSummary GET billing/summary/{orgId}/{month} q
export exportBilling GET billing/export/{orgId}/{month} qd
close closeBillingMonth POST billing/close/{orgId}/{month} k
reopen reopenBillingMonth POST billing/reopen/{orgId}/{month} kb
adjustments listBillingAdjustments GET billing/adjustments/{orgId}/{month} -
claims.list listClaims GET billing/claims ql
claims.create recordClaim POST billing/claims kb
claims.mark markClaims POST billing/claims/mark kb
claims.export exportClaim POST billing/claims/{id}/export kbd
claims.get getClaim GET billing/claims/{id} -
claims.update updateClaim PATCH billing/claims/{id} b id,enrollmentId,patientId,program,month,code,units,dosFrom,dosTo,origin,revision,chargeCents,patientControlNumber,lineControlNumber,version,createdAt,updatedAt
signOffs listSignOffs GET billing/sign-offs/{enrollmentId}/{month} -
signOff createSignOff POST billing/sign-offs/{enrollmentId}/{month} kb`;

export const AUDIT_EVENTS = `list listAuditEvents GET audit-events ql
verify verifyAuditEvents GET audit-events/verify -`;

export const WEBHOOKS = `list listWebhooks GET webhooks ql
create createWebhook POST webhooks kb
get getWebhook GET webhooks/{id} -
update updateWebhook PATCH webhooks/{id} b id,disabledReason,version,createdAt
delete deleteWebhook DELETE webhooks/{id} -
rotateSecret rotateWebhookSecret POST webhooks/{id}/rotate-secret k
test testWebhook POST webhooks/{id}/test k
deliveries listWebhookDeliveries GET webhooks/{id}/deliveries ql
resend resendWebhookDelivery POST webhooks/{id}/deliveries/{deliveryId}/resend k`;

export const EVENTS = `watch watchEvents GET events qd`;
