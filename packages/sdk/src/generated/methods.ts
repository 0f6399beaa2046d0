// Generated from the contract by packages/sdk/generate.ts; do not edit.
import type { Call } from "../call.js";
import type { Download } from "../download.js";
import type { CallOptions } from "../options.js";
import type { Paged } from "../paginate.js";
import type {
  Access, AccessReport, Alert, AlertActionInput, AlertActionResult, AlertBulkResolveInput, AlertBulkResolveResult, AlertList, AlertResolveInput, AlertRule, AlertRuleInput, AlertRuleList, AlertRulePatch, ApiKey, ApiKeyCreated, ApiKeyInput, ApiKeyList, AuditEvent, AuditEventList, AuditVerdict, BillingAdjustmentList, BillingClose, BillingFactsOfEnrollment, BillingReadiness, BillingReopen, BillingReopenInput, BillingSettings, BillingSettingsInput, BillingSummary, Charges, ChargesInput, Claim, ClaimExportInput, ClaimInput, ClaimList, ClaimMark, ClaimMarked, ClaimPatch, CurrentUser, Delivery, DeliveryList, DeliveryQueued, Device, DeviceAssignInput, DeviceInput, DeviceList, DevicePatch, DeviceUnassignInput, Enrollment, EnrollmentHistory, EnrollmentHistoryEntry, EnrollmentInput, EnrollmentList, EnrollmentPatch, ExportBillingQuery, Fees, FeesInput, GetAccessReportQuery, GetBillingReadinessQuery, GetBillingSettingsQuery, GetBillingSummaryQuery, GetPatientTrendsQuery, Invitation, InvitationAcceptInput, InvitationCreated, InvitationInput, InvitationList, IssuedToken, ListAlertRulesQuery, ListAlertsQuery, ListApiKeysQuery, ListAuditEventsQuery, ListClaimsQuery, ListDevicesQuery, ListEnrollmentHistoryQuery, ListEnrollmentsQuery, ListInvitationsQuery, ListMembersQuery, ListMetricDefinitionsQuery, ListObservationsQuery, ListOrganizationsQuery, ListPatientObservationsQuery, ListPatientsQuery, ListPractitionersQuery, ListTimeEntriesQuery, ListTriageQuery, ListWebhookDeliveriesQuery, ListWebhooksQuery, LoginInput, LogoutInput, Member, MemberList, MemberPatch, MetricDefinition, MetricDefinitionInput, MetricDefinitionList, MetricDefinitionPatch, MfaConfirmInput, MfaDisableInput, MfaRequired, MfaSetup, MfaSetupInput, MfaVerifyInput, MonthFacts, MonthFactsOnRecord, Observation, ObservationBulkInput, ObservationBulkResult, ObservationInput, ObservationList, ObservationVoidInput, Organization, OrganizationInput, OrganizationList, OrganizationPatch, PasswordChangeInput, PasswordForgotInput, PasswordResetInput, Patient, PatientInput, PatientList, PatientMergeInput, PatientPatch, PatientSearch, PatientTrends, Practitioner, PractitionerInput, PractitionerList, PractitionerPatch, RecoveryCodes, RefreshInput, SessionList, SignOff, SignOffInput, SignOffList, TimeEntry, TimeEntryInput, TimeEntryList, TimeEntryVoidInput, TimerStartInput, TimerStopInput, TokenAnswer, TokenForm, TokenIntrospection, TokenPair, TokenRequest, TriageItem, TriageQueue, WatchEventsQuery, Webhook, WebhookCreated, WebhookInput, WebhookList, WebhookPatch, WebhookRotated,
} from "./models.js";

/** Login, tokens, second factors and passwords. */
export interface AuthMethods {
  /**
   * Log in. Answers the tokens, or, where the account has a second factor, a token to send with its code to
   * `/api/auth/mfa/verify`. A wrong account and a wrong password get the same answer after the same work.
   * Sets the cookie `vitaledge_device`, which counts for throttling alone.
   */
  login(body: LoginInput, options?: CallOptions): Call<TokenAnswer | MfaRequired>;
  /** Finish a login with the second factor. A code works once. Five wrong ones end the `mfaToken`. */
  verifyMfa(body: MfaVerifyInput, options?: CallOptions): Call<TokenAnswer>;
  /**
   * Exchange the refresh token for new tokens. A refresh token is used once. Using a spent one ends the whole session, save for 30 seconds in which the one
   * just spent gets the same successor: a lost answer or two tabs at once sign nobody out.
   */
  refresh(body: RefreshInput, options?: CallOptions): Call<TokenPair>;
  /** Log out. Ends the session of the refresh token, or of the access token where no body is sent. It always answers 204. */
  logout(body?: LogoutInput, options?: CallOptions): Call<undefined>;
  /** Who is logged in. The user with their organizations, the role in each and the permissions it has. */
  me(options?: CallOptions): Call<CurrentUser>;
  /** Change the password. The user's other sessions end, and a mail tells them of the change. */
  changePassword(body: PasswordChangeInput, options?: CallOptions): Call<undefined>;
  /** Ask for a link to set a new password. Always answers 202. Where the address has an account, a mail is queued; its link lives 30 minutes. */
  forgotPassword(body: PasswordForgotInput, options?: CallOptions): Call<undefined>;
  /** Set a new password. Takes the token of the link. All sessions of the user end; the second factor stays. */
  resetPassword(body: PasswordResetInput, options?: CallOptions): Call<undefined>;
  /**
   * Accept an invitation. Joins the organization. Where the address has an account, `password` is that account's own; else an account is
   * made with it. Answers as the login does.
   */
  acceptInvitation(body: InvitationAcceptInput, options?: CallOptions): Call<TokenAnswer | MfaRequired>;
  /**
   * Sign a program in. The client credentials grant of RFC 6749 (4.4) with an API key: `client_secret_basic`, `client_secret_post`, or for a
   * SMART backend client `private_key_jwt`. Requests, answers and the errors 400 and 401 are the RFC's. The access token
   * lives 15 minutes, a SMART client's 5; there is no refresh token. It is for the key's organization alone, whose id
   * `X-Organization-ID` must give; under `/fhir` the header may be left out, and a SMART client's token is good there alone.
   */
  issueToken(body: TokenRequest, options?: CallOptions): Call<IssuedToken>;
  /**
   * Ask what a program's access token is worth. Token introspection by RFC 7662, for a program that proves itself as it does to `POST /api/auth/token`. It learns of
   * access tokens of its own organization's programs. Of every other token, of people's and of refresh tokens too, the
   * answer is that it is not active.
   */
  introspectToken(body: TokenForm, options?: CallOptions): Call<TokenIntrospection>;
  /**
   * Call a program's access token back. Token revocation by RFC 7009, for a program that proves itself as it does to `POST /api/auth/token`. A token that was
   * issued to it is refused from then on. Of every other token, and of one that is none, the answer is the same and nothing
   * happens: people's sessions end with `POST /api/auth/logout`, their refresh tokens with them.
   */
  revokeToken(body: TokenForm, options?: CallOptions): Call<undefined>;
  readonly mfa: {
    /** Begin to set up a second factor. Makes a secret for an authenticator app. It counts once a code of it has been confirmed. */
    setup(body: MfaSetupInput, options?: CallOptions): Call<MfaSetup>;
    /** Switch the second factor on. Answers the recovery codes, which are shown this once. The user's other sessions end. */
    confirm(body: MfaConfirmInput, options?: CallOptions): Call<RecoveryCodes>;
    /** Switch the second factor off. Asks for the password and a code, so that an open session alone cannot do it. */
    disable(body: MfaDisableInput, options?: CallOptions): Call<undefined>;
  };
  readonly sessions: {
    /**
     * Where one is logged in. The caller's sessions that have not ended, the one used last first; at most 200. `lastUsedAt` is exact to a
     * minute, and to a second where an organization of the user limits idle time.
     */
    list(options?: CallOptions): Call<SessionList>;
    /** End one of one's sessions. Its tokens are refused from now on, access tokens too. It may be the caller's current one. */
    end(id: string, options?: CallOptions): Call<undefined>;
  };
}

/** Tenants, their members and invitations. */
export interface OrganizationsMethods {
  /** List one's organizations. The organizations the caller is a member of. The header `X-Organization-ID` is ignored. */
  list(query?: ListOrganizationsQuery, options?: CallOptions): Paged<Organization, OrganizationList>;
  /** Create an organization. The caller becomes its OWNER; the plan is STANDARD. The header `X-Organization-ID` is ignored. */
  create(body: OrganizationInput, options?: CallOptions): Call<Organization>;
  /** Get an organization. The organization with its settings. */
  get(orgId: string, options?: CallOptions): Call<Organization>;
  /** Change an organization. A merge patch (RFC 7396). The operator alone changes `plan` and `requestsPerMinute`. */
  update(orgId: string, body: OrganizationPatch, options?: CallOptions): Call<Organization>;
  readonly members: {
    /** List the members. Who belongs to the organization, in which role; the newest first. */
    list(query?: ListMembersQuery, options?: CallOptions): Paged<Member, MemberList>;
    /** Change a member's role. Only an OWNER makes or changes an OWNER; the last one stays. */
    update(userId: string, body: MemberPatch, options?: CallOptions): Call<Member>;
    /** Remove a member. Holds at once, also for open sessions. Only an OWNER removes an OWNER; the last one stays. */
    delete(userId: string, options?: CallOptions): Call<undefined>;
  };
  readonly invitations: {
    /** List the open invitations. Those neither accepted nor withdrawn that have not expired; the newest first. */
    list(query?: ListInvitationsQuery, options?: CallOptions): Paged<Invitation, InvitationList>;
    /** Invite someone. The answer holds the link, this once; it is mailed as well where mail is set up. Only an OWNER invites an OWNER. */
    create(body: InvitationInput, options?: CallOptions): Call<InvitationCreated>;
    /** Withdraw an invitation. Its link stops to work. */
    delete(id: string, options?: CallOptions): Call<undefined>;
  };
  readonly billingSettings: {
    /**
     * Get the billing settings of a month. What Medicare leaves open, as the organization has decided it: the settings in force in the month, by default the
     * current one in the organization's time zone, and every set of them there is in `history`, newest first. Where none
     * is in force yet they are the defaults, and `effectiveFrom` is null.
     */
    get(query?: GetBillingSettingsQuery, options?: CallOptions): Call<BillingSettings>;
    /**
     * Set the billing settings from a month on. The settings count from `effectiveFrom` on, until the month of the next ones; what is left out has its default,
     * inside `countedSources`, `eligibleRoles` and `caps` as well. Setting the same `effectiveFrom` again replaces that
     * one set. A month before `effectiveFrom` never changes. `effectiveFrom` may lie in the past: open months from it on
     * are then evaluated anew, while a closed month keeps the settings it was closed with.
     */
    replace(body: BillingSettingsInput, options?: CallOptions): Call<BillingSettings>;
  };
  readonly charges: {
    /**
     * Get the practice's own prices. What the practice asks for its services, by code and the day from which it counts, as JSON or, by `Accept`, as a file
     * in CSV. Money on claims is this alone.
     */
    get(options?: CallOptions): Call<Charges>;
    /**
     * Replace all of the practice's own prices. Replaces all prices with those sent, as JSON or as a file in CSV.
     * A file has the head `code,effective_from,amount` and amounts in dollars with two places; JSON has them in cents. All or
     * nothing: a row that is not valid, or names the code and day of another, is 422 `invalid_row`, and `errors[].pointer`
     * has the row, counted from 0 after the head, and the column (`/rows/17/amount`). At most 20,000 rows.
     */
    replace(body: ChargesInput, options?: CallOptions): Call<Charges>;
    /** The charges as a file in CSV: `code,effective_from,amount`, amounts in dollars. */
    file(options?: CallOptions): Download;
    /** Replaces the charges by those of a file in CSV. */
    upload(csv: string, options?: CallOptions): Call<Charges>;
  };
  readonly fees: {
    /**
     * Get the fees of estimates. The amounts that estimates are made with, by code and the day from which they count, as JSON or, by `Accept`, as a file
     * in CSV: the organization's own (`source` is ORGANIZATION), or where it has given none the national ones (NATIONAL). An
     * amount that is not known is null, in a file empty: the line then counts without money.
     */
    get(options?: CallOptions): Call<Fees>;
    /**
     * Replace all fees of estimates. Replaces all of the organization's fees with those sent, as JSON or as a file in CSV; none at all brings the national
     * ones back. An amount may be null, in a file empty: not known.
     * A file has the head `code,effective_from,amount` and amounts in dollars with two places; JSON has them in cents. All or
     * nothing: a row that is not valid, or names the code and day of another, is 422 `invalid_row`, and `errors[].pointer`
     * has the row, counted from 0 after the head, and the column (`/rows/17/amount`). At most 20,000 rows.
     */
    replace(body: FeesInput, options?: CallOptions): Call<Fees>;
    /** The fees as a file in CSV: `code,effective_from,amount`, amounts in dollars. */
    file(options?: CallOptions): Download;
    /** Replaces the fees by those of a file in CSV. */
    upload(csv: string, options?: CallOptions): Call<Fees>;
  };
}

/** Programs that call by themselves. */
export interface ApiKeysMethods {
  /** List API keys. Those that were not deleted, the newest first. No secret is in it. */
  list(query?: ListApiKeysQuery, options?: CallOptions): Paged<ApiKey, ApiKeyList>;
  /**
   * Create an API key. For a program that calls by itself. The answer holds the secret, this once; `POST /api/auth/token` takes it.
   * A key has no permission that its maker lacks, at no time: what the maker loses, the key loses with the next
   * request, and it ends with the maker's account. People alone make keys; a key makes none.
   * A SMART backend client is a key with `scopes` and `jwks` or `jwksUri` in place of permissions. It has no secret: it signs
   * assertions with the private half of its key pair (`private_key_jwt`), and its tokens are good under `/fhir` alone.
   */
  create(body: ApiKeyInput, options?: CallOptions): Call<ApiKeyCreated>;
  /** Delete an API key. The key and the tokens that were issued for it end at once. */
  delete(id: string, options?: CallOptions): Call<undefined>;
}

/** The people who are cared for. */
export interface PatientsMethods {
  /** List patients. List patients. */
  list(query?: ListPatientsQuery, options?: CallOptions): Paged<Patient, PatientList>;
  /** Create a patient. Create a patient. */
  create(body: PatientInput, options?: CallOptions): Call<Patient>;
  /** Search patients. The list of patients with its filters in the body, for those who keep names out of URLs. */
  search(body: PatientSearch, options?: CallOptions): Paged<Patient, PatientList>;
  /** Get a patient. Get a patient. */
  get(id: string, options?: CallOptions): Call<Patient>;
  /** Replace a patient. Sets every writable property; what is left out is taken away. */
  replace(id: string, body: PatientInput, options?: CallOptions): Call<Patient>;
  /** Change a patient. A merge patch (RFC 7396). */
  update(id: string, body: PatientPatch, options?: CallOptions): Call<Patient>;
  /** Make a patient inactive. Open enrollments have to be ended first. Readings of an inactive patient are still accepted. */
  deactivate(id: string, options?: CallOptions): Call<undefined>;
  /**
   * Merge a duplicate into a patient. All that the duplicate has moves here: enrollments, readings, alerts and the patient's own rules, time entries, device
   * assignments, external ids. Readings that both have, by their natural key, are voided once; of two unresolved alerts of
   * one kind the less urgent is resolved. The duplicate becomes INACTIVE with `mergedInto` and stays readable.
   * It is refused where both have an open enrollment in one program.
   */
  merge(id: string, body: PatientMergeInput, options?: CallOptions): Call<Patient>;
  /**
   * Export all that is kept about a patient. One JSON object a line, `{ "type", "data" }`, from one moment: `patient`, `duplicate` (merged into it), `enrollment`, `enrollmentHistory`,
   * `deviceAssignment`, `observation` (voided ones too), `alertRule`, `alert`, `timeEntry`, `claim`, `billingFacts` (of one month), `signOff` and
   * `access`, in the form that the API has for each. Earlier forms follow as `patientVersion`, `observationVersion`,
   * `alertRuleVersion`, `alertVersion`, `timeEntryVersion`, `claimVersion` and `billingFactsVersion`, with
   * `replacedAt`, `replacedBy` and what it was. A file that does not end with a line's end is not whole.
   */
  record(id: string, options?: CallOptions): Download;
  /** Who saw or changed a patient. Newest first, over what the patient's record is made of. It is what a patient may ask for. */
  accessReport(id: string, query?: GetAccessReportQuery, options?: CallOptions): Paged<Access, AccessReport>;
  /** The patient's readings, the latest first. */
  observations(patientId: string, query?: ListPatientObservationsQuery, options?: CallOptions): Paged<Observation, ObservationList>;
  /** The patient's alerts. */
  alerts(patientId: string, query?: ListAlertsQuery, options?: CallOptions): Paged<Alert, AlertList>;
  /** The patient's enrollments. */
  enrollments(patientId: string, query?: ListEnrollmentsQuery, options?: CallOptions): Paged<Enrollment, EnrollmentList>;
}

/** Those who order, render and supervise. */
export interface PractitionersMethods {
  /** List practitioners. List practitioners. */
  list(query?: ListPractitionersQuery, options?: CallOptions): Paged<Practitioner, PractitionerList>;
  /** Create a practitioner. Create a practitioner. */
  create(body: PractitionerInput, options?: CallOptions): Call<Practitioner>;
  /** Get a practitioner. Get a practitioner. */
  get(id: string, options?: CallOptions): Call<Practitioner>;
  /** Change a practitioner. A merge patch (RFC 7396). */
  update(id: string, body: PractitionerPatch, options?: CallOptions): Call<Practitioner>;
}

/** What can be measured, in which units. */
export interface MetricDefinitionsMethods {
  /** List metric definitions. The built-in ones and the organization's own, by id. */
  list(query?: ListMetricDefinitionsQuery, options?: CallOptions): Paged<MetricDefinition, MetricDefinitionList>;
  /** Create a metric definition. Create a metric definition. */
  create(body: MetricDefinitionInput, options?: CallOptions): Call<MetricDefinition>;
  /** Get a metric definition. Get a metric definition. */
  get(id: string, options?: CallOptions): Call<MetricDefinition>;
  /** Change a metric definition. A merge patch (RFC 7396). Built-in ones are read-only. */
  update(id: string, body: MetricDefinitionPatch, options?: CallOptions): Call<MetricDefinition>;
}

/** A patient's enrollment in a program. */
export interface EnrollmentsMethods {
  /** List enrollments. List enrollments. */
  list(query?: ListEnrollmentsQuery, options?: CallOptions): Paged<Enrollment, EnrollmentList>;
  /** Enroll a patient. One open enrollment a patient and program. Readings that are there already are linked to it. */
  create(body: EnrollmentInput, options?: CallOptions): Call<Enrollment>;
  /** Get an enrollment. Get an enrollment. */
  get(id: string, options?: CallOptions): Call<Enrollment>;
  /** Change an enrollment. A merge patch (RFC 7396). Readings of the touched days are linked again. */
  update(id: string, body: EnrollmentPatch, options?: CallOptions): Call<Enrollment>;
  /** History of an enrollment. History of an enrollment. */
  history(id: string, query?: ListEnrollmentHistoryQuery, options?: CallOptions): Paged<EnrollmentHistoryEntry, EnrollmentHistory>;
  readonly billingFacts: {
    /** Get an enrollment's billing facts. The facts of every month, as they stand in the enrollment, and those of single months, the latest month first. */
    list(id: string, options?: CallOptions): Call<BillingFactsOfEnrollment>;
    /**
     * Set the billing facts of one month. What is named here holds for the month instead of what the enrollment says; what is left out is the enrollment's
     * again. An E/M visit of another month is 422 `invalid_dates`.
     */
    set(id: string, month: string, body: MonthFacts, options?: CallOptions): Call<MonthFactsOnRecord>;
  };
}

/** Readings of devices, staff and patients. */
export interface ObservationsMethods {
  /** List observations. By `recordedAt`, newest first. Without `status`, those that were not voided. */
  list(query?: ListObservationsQuery, options?: CallOptions): Paged<Observation, ObservationList>;
  /**
   * Record an observation. Stores a reading, links it to the enrollment active at `recordedAt` and evaluates the alert rules, all before the
   * answer. The natural key is patient, metric, `recordedAt` and `externalId`, else `deviceId`: the same key with the
   * same value and unit answers 200 with the first observation, so that a gateway may repeat blindly; with another
   * value or unit 409 `observation_conflict` names it in `existingId`.
   */
  create(body: ObservationInput, options?: CallOptions): Call<Observation>;
  /**
   * Record many observations. Up to 5,000 readings and 16 MiB, as JSON or with one `ObservationInput` a line as NDJSON. One bad item never fails
   * the others; a line that is no JSON is rejected with `invalid_json`. More items are refused with 413 before anything
   * is stored. When the connection was lost, send the same again: what was stored is answered as duplicate.
   */
  createMany(body: ObservationBulkInput, options?: CallOptions): Call<ObservationBulkResult>;
  /** Get an observation. One observation, also a voided one. */
  get(id: string, options?: CallOptions): Call<Observation>;
  /**
   * Void an observation. Makes it ENTERED_IN_ERROR; it counts for nothing from then on, and its natural key is free again. Voiding it once
   * more answers 200 and changes nothing.
   */
  void(id: string, body?: ObservationVoidInput, options?: CallOptions): Call<Observation>;
  /** List a patient's observations. By `recordedAt`, newest first. Without `status`, those that were not voided. */
  forPatient(patientId: string, query?: ListPatientObservationsQuery, options?: CallOptions): Paged<Observation, ObservationList>;
  /**
   * Get a patient's trend of a metric. Count, minimum, maximum, mean and last value an hour, day or week of the patient's time zone; by default of the
   * last 30 days. A span of more than 1,000 buckets is 400 `invalid_request`: narrow it, or take a longer interval.
   */
  trends(patientId: string, query: GetPatientTrendsQuery, options?: CallOptions): Call<PatientTrends>;
}

/** Devices, and who had them when. */
export interface DevicesMethods {
  /** List devices. List devices. */
  list(query?: ListDevicesQuery, options?: CallOptions): Paged<Device, DeviceList>;
  /** Create a device. Create a device. */
  create(body: DeviceInput, options?: CallOptions): Call<Device>;
  /** Get a device. Get a device. */
  get(id: string, options?: CallOptions): Call<Device>;
  /** Change a device. A merge patch (RFC 7396). */
  update(id: string, body: DevicePatch, options?: CallOptions): Call<Device>;
  /** Assign a device to a patient. From now on, or from a time in the past. Readings already stored stay where they are. */
  assign(id: string, body: DeviceAssignInput, options?: CallOptions): Call<Device>;
  /** Take a device back. Ends the assignment that is open; where none is, nothing changes. */
  unassign(id: string, body?: DeviceUnassignInput, options?: CallOptions): Call<Device>;
}

/** When a reading raises an alert. */
export interface AlertRulesMethods {
  /** List alert rules. The organization's own and the built-in ones. */
  list(query?: ListAlertRulesQuery, options?: CallOptions): Paged<AlertRule, AlertRuleList>;
  /** Create an alert rule. For one patient where `patientId` is given, else for the organization. It holds for readings from now on. */
  create(body: AlertRuleInput, options?: CallOptions): Call<AlertRule>;
  /** Get an alert rule. One rule, also a built-in one. */
  get(id: string, options?: CallOptions): Call<AlertRule>;
  /**
   * Change an alert rule. A merge patch (RFC 7396). Of a built-in rule only `enabled`, `severity` and `cooldownMinutes` can be changed, for
   * this organization alone; anything else of it is 409 `built_in_resource`.
   */
  update(id: string, body: AlertRulePatch, options?: CallOptions): Call<AlertRule>;
  /** Delete an alert rule. Alerts it raised stay. A built-in rule is switched off with `enabled` instead. */
  delete(id: string, options?: CallOptions): Call<undefined>;
}

/** Alerts and their triage. */
export interface AlertsMethods {
  /** List alerts. By `lastTriggeredAt`, newest first; `from` and `to` are of it as well. */
  list(query?: ListAlertsQuery, options?: CallOptions): Paged<Alert, AlertList>;
  /** Read the triage queue. OPEN and ACKNOWLEDGED alerts, the most urgent first: escalated ones, then by `priority`, which `reasons` explains. */
  triage(query?: ListTriageQuery, options?: CallOptions): Paged<TriageItem, TriageQueue>;
  /**
   * Acknowledge, assign, escalate or snooze alerts. ASSIGN and ESCALATE keep the status. SNOOZE needs `until`, ahead and at most seven days, else 400
   * `invalid_request`; ASSIGN needs `assigneeId`, a member. What cannot be acted on is skipped and says why; an action
   * that changes nothing counts as updated.
   */
  act(body: AlertActionInput, options?: CallOptions): Call<AlertActionResult>;
  /**
   * Resolve many alerts. By ids, or by a filter over the alerts that are not resolved, the oldest first. At most 1,000 a call: `remaining`
   * says how many of a filter are left. Ids that cannot be resolved are skipped and say why.
   */
  bulkResolve(body: AlertBulkResolveInput, options?: CallOptions): Call<AlertBulkResolveResult>;
  /** Get an alert. One alert. */
  get(id: string, options?: CallOptions): Call<Alert>;
  /**
   * Resolve an alert. With an outcome. A `timeEntry` is logged in the same transaction, for the alert's patient and by default the
   * alert's enrollment; where the alert has none, `timeEntry.enrollmentId` is needed, else 400 `invalid_request`.
   */
  resolve(id: string, body: AlertResolveInput, options?: CallOptions): Call<Alert>;
}

/** Minutes of care management. */
export interface TimeEntriesMethods {
  /** List time entries. Newest first by `startedAt`. */
  list(query?: ListTimeEntriesQuery, options?: CallOptions): Paged<TimeEntry, TimeEntryList>;
  /** Log time. Log time. */
  create(body: TimeEntryInput, options?: CallOptions): Call<TimeEntry>;
  /** Start the timer. One timer a user. */
  start(body: TimerStartInput, options?: CallOptions): Call<TimeEntry>;
  /** Stop the timer. At most 8 hours are logged. */
  stop(body?: TimerStopInput, options?: CallOptions): Call<TimeEntry>;
  /** Get a time entry. Get a time entry. */
  get(id: string, options?: CallOptions): Call<TimeEntry>;
  /** Void a time entry. Again changes nothing. Owners and administrators may void any, others their own. */
  void(id: string, body?: TimeEntryVoidInput, options?: CallOptions): Call<TimeEntry>;
}

/** What a month can be billed for, and its export. */
export interface BillingMethods {
  /**
   * Get an enrollment's readiness for a month. Each code with its status, what is there and what is needed, and what to do next; also for an enrollment that does
   * not touch the month (every code is `NOT_ENROLLED`). `asOf`, by default today in the enrollment's time zone, hides
   * everything recorded or started after that local day.
   */
  readiness(enrollmentId: string, month: string, query?: GetBillingReadinessQuery, options?: CallOptions): Call<BillingReadiness>;
  /**
   * Get an organization's month. What the month can be billed for over all enrollments, each evaluated in its own time zone. `asOf`, by default
   * today in the enrollment's time zone, hides everything recorded or started after that local day.
   */
  summary(month: string, query?: GetBillingSummaryQuery, options?: CallOptions): Call<BillingSummary>;
  /**
   * Export an organization's month. One row a claim line, ordered by patient and code: the same bytes for the same state, without the time of
   * generation. `status=ready` has the READY and BILLED lines, without those billed elsewhere; `all` has the HELD ones
   * too. `837p` (X12 005010X222A1) holds claims and so no HELD line, whatever `status` says, and no line that a claim
   * lacks something of beside what the others need, such as a charge; an open month makes a test file. Never
   * compressed. A `Range` of bytes with a matching `If-Range` is answered 206; any other, also one that
   * cannot be satisfied, with the whole.
   */
  export(month: string, query?: ExportBillingQuery, options?: CallOptions): Download;
  /**
   * Close a month. Records each READY line once as a claim, with its evidence, the settings, rules and fees it was made with and its control
   * numbers. From then on the month's export is made of what is recorded, the same bytes for ever. HELD lines are listed and
   * stay open. Possible once the month is over in the organization's time zone and in those of its enrollments.
   */
  close(month: string, options?: CallOptions): Call<BillingClose>;
  /** Reopen a closed month. The lines that the close recorded are VOIDED; the next close records the next revision. */
  reopen(month: string, body: BillingReopenInput, options?: CallOptions): Call<BillingReopen>;
  /**
   * List what has changed since a month was closed. The month is evaluated again, with the settings it was closed with, against the lines that were recorded. Late readings,
   * voided entries and changed enrollments show as lines that would be added, changed or removed, each with its cause.
   */
  adjustments(month: string, options?: CallOptions): Call<BillingAdjustmentList>;
  /** List who signed off a month. The practitioners who signed off the enrollment's month, the latest 200, newest first. */
  signOffs(enrollmentId: string, month: string, options?: CallOptions): Call<SignOffList>;
  /**
   * Sign off a month. The caller signs as the active practitioner whose `userId` is theirs; whoever is none is refused (403
   * `permission_denied`). Evidence for an audit: claim lines carry it and readiness warns where it lacks, nothing waits
   * for it. It is never changed; signing again adds to it.
   */
  signOff(enrollmentId: string, month: string, body?: SignOffInput, options?: CallOptions): Call<SignOff>;
  readonly claims: {
    /** List claim lines. Newest first; lines that a close recorded and bills made elsewhere. */
    list(query?: ListClaimsQuery, options?: CallOptions): Paged<Claim, ClaimList>;
    /**
     * Record a bill made elsewhere. It counts as billed from then on: its code is not exported again for that period, month or episode. Where a claim of the
     * same enrollment, code and `dosTo` stands, the answer is 200 with that one. Only the close of a month records what was exported.
     */
    create(body: ClaimInput, options?: CallOptions): Call<Claim>;
    /** Say what became of many claim lines. Each line by itself, by the rules of a single one; what is not changed is named with the reason. */
    mark(body: ClaimMark, options?: CallOptions): Call<ClaimMarked>;
    /**
     * Export the claim of a line again. The 837P of the one claim that holds the line, with control numbers of its own: to correct it (1 for Original Medicare, else
     * 7) or to take it back (8). Who takes part is as it is on record now; what was done is as the close recorded it. A line that
     * is VOIDED is left out, but with 8. 409 `invalid_transition` names what the claim lacks, or why there is none to export.
     */
    export(id: string, body: ClaimExportInput, options?: CallOptions): Download;
    /** Get a claim line. Get a claim line. */
    get(id: string, options?: CallOptions): Call<Claim>;
    /**
     * Say what became of a claim line. A line goes from RECORDED to SUBMITTED to PAID or DENIED; steps may be left out, a denied line may be submitted or paid
     * after all, a paid one denied. VOIDED is the end. The same status again may bring codes or the payer's number.
     */
    update(id: string, body: ClaimPatch, options?: CallOptions): Call<Claim>;
  };
}

/** Who saw and changed what. */
export interface AuditEventsMethods {
  /**
   * List audit entries. Who saw and changed what in the organization, newest first. Refusals, and whatever had no organization, stand in the
   * operator's own chain.
   */
  list(query?: ListAuditEventsQuery, options?: CallOptions): Paged<AuditEvent, AuditEventList>;
  /**
   * Verify the chain of audit entries. Computes every link of the organization's chain again. `firstBad` is the first sequence that is not what was written:
   * changed, missing, moved or cut off.
   */
  verify(options?: CallOptions): Call<AuditVerdict>;
}

/** Where events are sent. */
export interface WebhooksMethods {
  /** List webhooks. Newest first. Secrets are not shown again. */
  list(query?: ListWebhooksQuery, options?: CallOptions): Paged<Webhook, WebhookList>;
  /**
   * Create a webhook. Each event of the types named is sent there as a POST of `Event`, by the Standard Webhooks specification: `webhook-id`
   * (the event's id, the same at every attempt), `webhook-timestamp`, `webhook-signature`. A 2xx within 10 s takes it; anything
   * else is tried again for three days, and redirects are not followed. 410 switches the webhook off. An event may come more
   * than once; those of one patient come in order.
   */
  create(body: WebhookInput, options?: CallOptions): Call<WebhookCreated>;
  /** Get a webhook. The webhook without its secret. */
  get(id: string, options?: CallOptions): Call<Webhook>;
  /** Change a webhook. A merge patch (RFC 7396). Switching it off gives up what is still to be delivered; while it is off nothing is queued for it. */
  update(id: string, body: WebhookPatch, options?: CallOptions): Call<Webhook>;
  /** Delete a webhook. What is still to be delivered is given up, and its secret is erased. */
  delete(id: string, options?: CallOptions): Call<undefined>;
  /** Change the secret. For 24 hours everything is signed with both secrets, so that a receiver changes over without a gap. */
  rotateSecret(id: string, options?: CallOptions): Call<WebhookRotated>;
  /** Send a test. Queues an event `webhook.test` for this webhook alone, whatever types it takes. */
  test(id: string, options?: CallOptions): Call<DeliveryQueued>;
  /** List deliveries. Newest first; they are kept for 30 days. `from` and `to` are of when the delivery was queued. */
  deliveries(id: string, query?: ListWebhookDeliveriesQuery, options?: CallOptions): Paged<Delivery, DeliveryList>;
  /** Send a delivery again. The same event with the same `webhook-id`, also where it was taken before; one that waits is tried at once. */
  resend(id: string, deliveryId: string, options?: CallOptions): Call<DeliveryQueued>;
}

/** Events as they happen. */
export interface EventsMethods {
  /**
   * Follow events. Server-Sent Events: `id` is the event's number, `event` its type, `data` an `Event`. It shows the types whose resource the
   * caller may read. With `Last-Event-ID` it goes on after that number, up to 24 hours back; for one that is older, or not
   * known, it sends one event `reset`: read the lists again. Without it the stream begins now.
   * A comment comes every 15 seconds. The stream ends when the access token expires, when the session or the membership ends and
   * when the server shuts down, each time with `retry: 1000`: open it again, with a fresh token. Each user has at most 20 at a
   * time in a server.
   */
  watch(query?: WatchEventsQuery, options?: CallOptions): Download;
}
