// Generated from the contract by packages/sdk/generate.ts; do not edit.

export type ServerHealth = {
  status: "ok";
};

/** Says which failure it is. The list is closed; `x-problem-status` gives the status each code comes with. */
export type ProblemCode = "invalid_json" | "invalid_request" | "read_only_property" | "organization_required" | "unauthenticated" | "token_expired" | "session_ended" | "invalid_credentials" | "invalid_code" | "mfa_token_invalid" | "refresh_token_invalid" | "refresh_token_reused" | "organization_forbidden" | "organization_mismatch" | "permission_denied" | "mfa_required" | "signup_closed" | "route_not_found" | "organization_not_found" | "member_not_found" | "invitation_not_found" | "session_not_found" | "patient_not_found" | "practitioner_not_found" | "metric_definition_not_found" | "enrollment_not_found" | "observation_not_found" | "device_not_found" | "alert_rule_not_found" | "alert_not_found" | "time_entry_not_found" | "claim_not_found" | "api_key_not_found" | "webhook_not_found" | "delivery_not_found" | "resource_not_found" | "method_not_allowed" | "not_acceptable" | "read_only_resource" | "mrn_taken" | "npi_taken" | "device_exists" | "metric_code_taken" | "member_exists" | "last_owner" | "open_enrollments" | "already_enrolled" | "program_conflict" | "invalid_transition" | "observation_conflict" | "month_detached" | "device_already_assigned" | "alert_resolved" | "timer_running" | "timer_not_running" | "month_not_over" | "month_closed" | "month_not_closed" | "payer_claim_number_missing" | "merge_conflict" | "mfa_already_enabled" | "mfa_not_enabled" | "built_in_resource" | "idempotency_in_progress" | "webhook_disabled" | "resource_deleted" | "multiple_matches" | "version_mismatch" | "payload_too_large" | "unsupported_media_type" | "idempotency_key_reused" | "invariant_violated" | "reference_not_found" | "patch_test_failed" | "unit_mismatch" | "value_out_of_range" | "recorded_in_future" | "enrollment_mismatch" | "enrollment_not_active" | "device_not_assigned" | "invalid_npi" | "invalid_icd10" | "invalid_member_id" | "invalid_timezone" | "invalid_dates" | "end_required" | "patient_incomplete" | "as_of_in_future" | "month_in_future" | "invalid_row" | "weak_password" | "reset_token_invalid" | "invitation_invalid" | "webhook_url_refused" | "rate_limited" | "internal_error" | "storage_full" | "unavailable";

export type FieldError = {
  /** JSON pointer (RFC 6901) into the body. What stands elsewhere begins with `/path`, `/query` or `/header`. */
  pointer: string;
  code: string;
  message: string;
};

/** What was found of something the server depends on. */
export type ServerCheck = {
  /** `database`, `migrations`, `clock` and others that the installation has. */
  name: string;
  /** With a `warning` requests are served; the operator ought to look. */
  status: "ok" | "warning" | "failed";
  /** What is wrong and what to do about it. Missing with `ok`. */
  detail?: string;
};

/** A problem of RFC 9457. Some codes add a member of their own. */
export type Problem = {
  /** A page that explains the code. */
  type: string;
  title: string;
  status: number;
  /** What happened, in a sentence, and what to do next where that is known. */
  detail: string;
  /** `urn:vitaledge:request:` and the request's id. */
  instance: string;
  code: ProblemCode;
  requestId: string;
  /** What was wrong with the input, one entry a fault. */
  errors?: FieldError[];
  /** With `observation_conflict`, the observation that already holds the natural key. */
  existingId?: string;
  /** With `unavailable` of `GET /readyz`, what was looked at and what was found. */
  checks?: ServerCheck[];
};

export type ServerReadiness = {
  status: "ready";
  checks: ServerCheck[];
};

/** This document. */
export type OpenApiDocument = {
  openapi: string;
  info: Record<string, never>;
  paths: Record<string, never>;
};

/** A public key of RFC 7517. */
export type JsonWebKey = {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
  alg: "ES256";
  use: "sig";
};

/** The keys that access tokens are signed with; empty while they are signed with a shared secret (HS256). */
export type JsonWebKeySet = {
  keys: JsonWebKey[];
};

export type Words = string[];

/** The discovery document of SMART App Launch 2.2. */
export type SmartConfiguration = {
  token_endpoint: string;
  token_endpoint_auth_methods_supported: Words;
  token_endpoint_auth_signing_alg_values_supported: Words;
  grant_types_supported: Words;
  scopes_supported: Words;
  code_challenge_methods_supported: Words;
  introspection_endpoint: string;
  revocation_endpoint: string;
  capabilities: Words;
};

export type LoginInput = {
  email: string;
  password: string;
};

/** A member's role in an organization. */
export type Role = "OWNER" | "ADMIN" | "CLINICIAN" | "CARE_MANAGER" | "BILLER" | "DEVICE" | "AUDITOR";

export type Membership = {
  organizationId: string;
  organizationName: string;
  role: Role;
};

export type User = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  mfaEnabled: boolean;
  memberships: Membership[];
};

export type TokenAnswer = {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  user: User;
};

/** The password was right; the second factor is still to come. */
export type MfaRequired = {
  mfaRequired: true;
  mfaToken: string;
  methods: (("totp" | "recovery_code"))[];
  expiresIn: number;
};

export type MfaVerifyInput = {
  mfaToken: string;
  code: string;
};

export type RefreshInput = {
  refreshToken: string;
};

export type TokenPair = {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
};

export type LogoutInput = {
  refreshToken?: string;
};

/** What an operation asks for; each role has a fixed set. */
export type Permission = "patients:read" | "practitioners:read" | "observations:read" | "devices:read" | "enrollments:read" | "time:read" | "patients:write" | "enrollments:write" | "devices:write" | "time:write" | "alerts:act" | "practitioners:write" | "patients:merge" | "patients:export" | "observations:write" | "observations:void" | "alert-rules:write" | "metric-definitions:write" | "alerts:read" | "alert-rules:read" | "billing:sign" | "billing:read" | "billing:export" | "billing:close" | "claim-lines:write" | "fees:write" | "billing:reopen" | "organization:write" | "members:write" | "invitations:write" | "api-keys:write" | "webhooks:write" | "members:read" | "audit:read" | "organization:read" | "metric-definitions:read";

export type CurrentMembership = {
  organizationId: string;
  organizationName: string;
  role: Role;
  permissions: Permission[];
};

export type CurrentUser = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  mfaEnabled: boolean;
  memberships: CurrentMembership[];
};

export type MfaSetupInput = {
  password: string;
};

/** The new factor. It counts once a code of it has been confirmed. */
export type MfaSetup = {
  /** The shared secret in base32. */
  secret: string;
  otpauthUri: string;
  /** The URI as a QR code, an SVG document. */
  qrSvg: string;
};

export type MfaConfirmInput = {
  code: string;
};

/** Each works once in place of a code of the app. They are shown this once. */
export type RecoveryCodes = {
  recoveryCodes: string[];
};

export type MfaDisableInput = {
  password: string;
  code: string;
};

/** A login that has not ended, wherever it was made. */
export type Session = {
  id: string;
  createdAt: string;
  lastUsedAt: string;
  /** The network address of the login. */
  address: string | null;
  /** The program that logged in, as it names itself. */
  userAgent: string | null;
  /** Whether it is the session that asks. */
  current: boolean;
};

export type SessionList = {
  data: Session[];
};

export type PasswordChangeInput = {
  currentPassword: string;
  newPassword: string;
};

export type PasswordForgotInput = {
  email: string;
};

export type PasswordResetInput = {
  token: string;
  newPassword: string;
};

export type InvitationAcceptInput = {
  token: string;
  /** The account's own where the address has one, else the new account's. */
  password?: string;
  firstName?: string;
  lastName?: string;
};

/** The form of RFC 6749, section 4.4.2. Parameters that are not named here are ignored, as section 3.2 says. */
export type TokenRequest = {
  /** `client_credentials`. */
  grant_type: string;
  /** The API key's `clientId`, unless it is sent by HTTP Basic or in an assertion. */
  client_id?: string;
  /** The API key's `secret`, unless it is sent by HTTP Basic. */
  client_secret?: string;
  client_assertion_type?: string;
  client_assertion?: string;
  /** Permissions of the key, or scopes of the SMART client, separated by spaces; all of them where it is absent. */
  scope?: string;
} & {
  [name: string]: string;
};

/** RFC 6749, section 5.1. */
export type IssuedToken = {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  /** What the token allows, separated by spaces. */
  scope: string;
};

/** RFC 6749, section 5.2. */
export type OAuthError = {
  error: "invalid_request" | "invalid_client" | "invalid_scope" | "unsupported_grant_type";
  error_description?: string;
};

/** A token, and what its sender proves itself by. Parameters that are not named here are ignored. */
export type TokenForm = {
  /** The token that is meant. */
  token: string;
  /** `access_token`. The token is known without it too. */
  token_type_hint?: string;
  /** The API key's `clientId`, unless it is sent by HTTP Basic. */
  client_id?: string;
  /** The API key's `secret`, unless it is sent by HTTP Basic. */
  client_secret?: string;
  client_assertion_type?: string;
  client_assertion?: string;
} & {
  [name: string]: string;
};

/** RFC 7662, section 2.2. Of a token that is not active, nothing else is said. */
export type TokenIntrospection = {
  active: boolean;
  /** What the token allows, separated by spaces. */
  scope?: string;
  client_id?: string;
  sub?: string;
  token_type?: "Bearer";
  exp?: number;
  iat?: number;
  iss?: string;
  aud?: string;
  jti?: string;
};

/** A postal address. Nothing of it is refused for its form. */
export type Address = {
  line1?: string | null;
  line2?: string | null;
  city?: string | null;
  /** The name of a state of the US becomes its code. */
  state?: string | null;
  postalCode?: string | null;
  /** Country, as ISO 3166-1 alpha-2 where it is known. */
  country?: string | null;
};

/** Whom a clearinghouse calls. */
export type BillingContact = {
  name: string | null;
  phone: string | null;
};

/** Where claim files go. */
export type Clearinghouse = {
  receiverName: string | null;
  receiverId: string | null;
  senderQualifier: string | null;
  usage: "TEST" | "PRODUCTION" | null;
};

/** Limits of sessions. Of several organizations of a user the strictest hold. */
export type SessionPolicy = {
  idleMinutes: number | null;
  absoluteHours: number | null;
  /** A member without a second factor is refused with 403 `mfa_required`. */
  requireMfa: boolean;
};

export type Alerting = {
  /** Readings older than this when they arrive raise no alert. */
  lateReadingHours: number;
  /** A critical alert that stays open longer is announced as unacknowledged; `null` for never. */
  unacknowledgedMinutes: number | null;
};

export type Organization = {
  id: string;
  name: string;
  /** Set by the operator. */
  plan: "STANDARD" | "ENTERPRISE";
  /** The operator's override of the plan's limit. */
  requestsPerMinute: number | null;
  legalName: string | null;
  timezone: string;
  npi: string | null;
  taxonomyCode: string | null;
  taxId: string | null;
  taxIdType: "EIN" | "SSN" | null;
  address: Address | null;
  billingContact: BillingContact | null;
  submitterId: string | null;
  /** Whether the practice accepts Medicare's amount as payment in full. */
  acceptsAssignment: boolean;
  clearinghouse: Clearinghouse | null;
  sessionPolicy: SessionPolicy;
  alerting: Alerting;
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** What to send as `cursor` for the next page; `null` on the last one. */
export type NextCursor = string | null;

export type OrganizationList = {
  data: Organization[];
  nextCursor: NextCursor;
  total?: number;
};

export type BillingContactInput = {
  name?: string | null;
  phone?: string | null;
};

export type ClearinghouseInput = {
  receiverName?: string | null;
  receiverId?: string | null;
  senderQualifier?: string | null;
  usage?: "TEST" | "PRODUCTION" | null;
};

export type SessionPolicyInput = {
  idleMinutes?: number | null;
  absoluteHours?: number | null;
  requireMfa?: boolean | null;
};

export type AlertingInput = {
  lateReadingHours?: number | null;
  unacknowledgedMinutes?: number | null;
};

export type OrganizationInput = {
  name: string;
  legalName?: string;
  timezone: string;
  npi?: string;
  taxonomyCode?: string;
  taxId?: string;
  taxIdType?: "EIN" | "SSN";
  address?: Address;
  billingContact?: BillingContactInput;
  submitterId?: string;
  /** Default: true. */
  acceptsAssignment?: boolean;
  clearinghouse?: ClearinghouseInput;
  sessionPolicy?: SessionPolicyInput;
  alerting?: AlertingInput;
};

export type OrganizationPatch = {
  name?: string;
  legalName?: string | null;
  timezone?: string;
  npi?: string | null;
  taxonomyCode?: string | null;
  taxId?: string | null;
  taxIdType?: "EIN" | "SSN" | null;
  address?: Address | null;
  billingContact?: BillingContactInput | null;
  submitterId?: string | null;
  acceptsAssignment?: boolean | null;
  clearinghouse?: ClearinghouseInput | null;
  sessionPolicy?: SessionPolicyInput | null;
  alerting?: AlertingInput | null;
};

export type Member = {
  userId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  role: Role;
  mfaEnabled: boolean;
  joinedAt: string;
};

export type MemberList = {
  data: Member[];
  nextCursor: NextCursor;
  total?: number;
};

export type MemberPatch = {
  role: Role;
};

/** An invitation that was neither accepted nor withdrawn and has not expired. */
export type Invitation = {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
  createdAt: string;
};

export type InvitationList = {
  data: Invitation[];
  nextCursor: NextCursor;
  total?: number;
};

export type InvitationInput = {
  email: string;
  role: Role;
};

export type InvitationCreated = {
  id: string;
  email: string;
  role: Role;
  /** The link to hand over. It is shown this once, works once and for 7 days. */
  url: string;
  expiresAt: string;
};

export type TimeActivity = "CALL" | "VIDEO" | "REVIEW" | "MESSAGE" | "CARE_COORDINATION" | "CARE_PLAN" | "SETUP" | "OTHER";

/**
 * Who or what sent the value: a device by itself, a person of the practice by hand, or the patient. `DEVICE` alone
 * counts for RPM.
 */
export type ObservationSource = "DEVICE" | "MANUAL" | "PATIENT_REPORTED";

/** Sources of readings that make a day of supply, by program. */
export type CountedSources = {
  RPM?: ObservationSource[];
  RTM?: ObservationSource[];
};

export type StaffRole = "CLINICAL_STAFF" | "PHYSICIAN" | "QHP" | "THERAPIST" | "THERAPY_ASSISTANT" | "NON_CLINICAL" | "AI";

/** Whose minutes count, by program. */
export type EligibleRoles = {
  RPM?: StaffRole[];
  RTM?: StaffRole[];
  CCM?: StaffRole[];
  PCM?: StaffRole[];
};

/** Units of an add-on code that are billed at most in a month. All other codes are billed once. */
export type UnitCaps = {
  98981?: number;
  99425?: number;
  99427?: number;
  99437?: number;
  99439?: number;
  99458?: number;
  99489?: number;
};

/** Who set it, a user's or an API key's id; null where nobody has. */
export type SetBy = string | null;

/** Settings, all of them, and since when they count. */
export type DatedBillingSettings = {
  effectiveFrom: string;
  /** Whether supply is counted in 30-day periods or in calendar months. */
  periodMode: "ROLLING_30" | "CALENDAR_MONTH";
  /** The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent. */
  periodAnchor: "LATEST" | "START" | "SETUP";
  /** The local day of a reading is the one it was measured on, or the one it was received on. */
  dayBasis: "MEASURED" | "RECEIVED";
  /** A time entry over a month's end is cut at local midnight, or is wholly of the month it began in. */
  monthEdge: "SPLIT" | "START";
  /** Whether minutes of the day of an E/M visit drop out. */
  emDayRule: "WHOLE_DAY" | "NONE";
  /** What becomes of RPM management in a month without a reading. */
  zeroDataManagement: "HOLD" | "ALLOW";
  /** Which is billed where both could be. */
  rpmRtmWinner: "RPM" | "RTM";
  /** All three; of those that could be billed together the first one wins. */
  careManagementWinner: (("APCM" | "CCM" | "PCM"))[];
  /** Which CCM family has the practitioner's time where both could be billed. */
  ccmFold: "STAFF" | "PRACTITIONER";
  /** Whether complex CCM is billed where the practitioner set the complexity. */
  complexCcm: "WHEN_MDM" | "NEVER";
  /** Which is billed where both could be. */
  collectionCode: "99457_FIRST" | "99091_FIRST";
  /**
   * Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
   * live audio at least: messages and reviews are none, and counting them is the practice's own risk.
   */
  interactiveKinds: TimeActivity[];
  countedSources: CountedSources;
  eligibleRoles: EligibleRoles;
  caps: UnitCaps;
  /** The date of service of setup codes: the setup, or the first supply line's. */
  setupDate: "SETUP" | "FIRST_LINE";
  /** What becomes of lines inside an alignment of the practice's own ACCESS participation. */
  accessAlignment: "HOLD" | "WARN";
  setBy: SetBy;
  setAt: string;
};

/** The settings in force in a month. */
export type BillingSettings = {
  /** Since when they are in force; null where they are the defaults. */
  effectiveFrom: string | null;
  /** Whether supply is counted in 30-day periods or in calendar months. */
  periodMode: "ROLLING_30" | "CALENDAR_MONTH";
  /** The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent. */
  periodAnchor: "LATEST" | "START" | "SETUP";
  /** The local day of a reading is the one it was measured on, or the one it was received on. */
  dayBasis: "MEASURED" | "RECEIVED";
  /** A time entry over a month's end is cut at local midnight, or is wholly of the month it began in. */
  monthEdge: "SPLIT" | "START";
  /** Whether minutes of the day of an E/M visit drop out. */
  emDayRule: "WHOLE_DAY" | "NONE";
  /** What becomes of RPM management in a month without a reading. */
  zeroDataManagement: "HOLD" | "ALLOW";
  /** Which is billed where both could be. */
  rpmRtmWinner: "RPM" | "RTM";
  /** All three; of those that could be billed together the first one wins. */
  careManagementWinner: (("APCM" | "CCM" | "PCM"))[];
  /** Which CCM family has the practitioner's time where both could be billed. */
  ccmFold: "STAFF" | "PRACTITIONER";
  /** Whether complex CCM is billed where the practitioner set the complexity. */
  complexCcm: "WHEN_MDM" | "NEVER";
  /** Which is billed where both could be. */
  collectionCode: "99457_FIRST" | "99091_FIRST";
  /**
   * Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
   * live audio at least: messages and reviews are none, and counting them is the practice's own risk.
   */
  interactiveKinds: TimeActivity[];
  countedSources: CountedSources;
  eligibleRoles: EligibleRoles;
  caps: UnitCaps;
  /** The date of service of setup codes: the setup, or the first supply line's. */
  setupDate: "SETUP" | "FIRST_LINE";
  /** What becomes of lines inside an alignment of the practice's own ACCESS participation. */
  accessAlignment: "HOLD" | "WARN";
  setBy: SetBy;
  setAt: string | null;
  /** All sets of settings, the latest month first. */
  history: DatedBillingSettings[];
  version: number;
};

/** The default of each setting stands first among its values; what is left out has its default. */
export type BillingSettingsInput = {
  effectiveFrom: string;
  /** Whether supply is counted in 30-day periods or in calendar months. */
  periodMode?: "ROLLING_30" | "CALENDAR_MONTH";
  /** The first day of the first period: the latest of start, set-up and consent, of those that are given, or one of them; never before consent. */
  periodAnchor?: "LATEST" | "START" | "SETUP";
  /** The local day of a reading is the one it was measured on, or the one it was received on. */
  dayBasis?: "MEASURED" | "RECEIVED";
  /** A time entry over a month's end is cut at local midnight, or is wholly of the month it began in. */
  monthEdge?: "SPLIT" | "START";
  /** Whether minutes of the day of an E/M visit drop out. */
  emDayRule?: "WHOLE_DAY" | "NONE";
  /** What becomes of RPM management in a month without a reading. */
  zeroDataManagement?: "HOLD" | "ALLOW";
  /** Which is billed where both could be. */
  rpmRtmWinner?: "RPM" | "RTM";
  /** All three; of those that could be billed together the first one wins. */
  careManagementWinner?: (("APCM" | "CCM" | "PCM"))[];
  /** Which CCM family has the practitioner's time where both could be billed. */
  ccmFold?: "STAFF" | "PRACTITIONER";
  /** Whether complex CCM is billed where the practitioner set the complexity. */
  complexCcm?: "WHEN_MDM" | "NEVER";
  /** Which is billed where both could be. */
  collectionCode?: "99457_FIRST" | "99091_FIRST";
  /**
   * Activities that are a live exchange where they are marked interactive and an eligible role did them. Medicare asks for
   * live audio at least: messages and reviews are none, and counting them is the practice's own risk.
   */
  interactiveKinds?: TimeActivity[];
  countedSources?: CountedSources;
  eligibleRoles?: EligibleRoles;
  caps?: UnitCaps;
  /** The date of service of setup codes: the setup, or the first supply line's. */
  setupDate?: "SETUP" | "FIRST_LINE";
  /** What becomes of lines inside an alignment of the practice's own ACCESS participation. */
  accessAlignment?: "HOLD" | "WARN";
};

export type Charge = {
  code: string;
  effectiveFrom: string;
  amountCents: number;
};

/** The practice's own prices. */
export type Charges = {
  data: Charge[];
  /** Who gave them, a user's or an API key's id; null where nobody has. */
  setBy: string | null;
  setAt: string | null;
  version: number;
};

export type ChargesInput = {
  data: Charge[];
};

export type Fee = {
  code: string;
  effectiveFrom: string;
  amountCents: number | null;
};

/** The amounts that estimates are made with. */
export type Fees = {
  data: Fee[];
  /** Whose they are. */
  source: "ORGANIZATION" | "NATIONAL";
  /** Who gave them, a user's or an API key's id; null where nobody has. */
  setBy: string | null;
  setAt: string | null;
  version: number;
};

export type FeesInput = {
  data: Fee[];
};

/** What the key may do, of the permissions its maker has. Where the maker's role shrinks or ends, so does the key. */
export type ApiKeyPermissions = Permission[];

/**
 * What a SMART client may do under `/fhir`, in version 1 or 2 of SMART's scopes, narrowed by search parameters or not:
 * `system/Patient.rs`, `system/*.read`, `system/Observation.rs?category=vital-signs`.
 */
export type ClientScopes = string[];

/**
 * A public key of RFC 7517: RSA of 2048 bits or more for RS384, or of the curve P-384 for ES384. Members that a private key
 * has are refused.
 */
export type ClientKey = {
  kty: "RSA" | "EC";
  kid: string;
  alg?: "RS384" | "ES384";
  use?: "sig";
  key_ops?: ("verify")[];
  ext?: boolean;
  n?: string;
  e?: string;
  crv?: "P-384";
  x?: string;
  y?: string;
};

/** The client's public keys; an assertion names the one that signed it by its `kid`. */
export type ClientKeySet = {
  keys: ClientKey[];
};

/** An API key that was not deleted; it may have expired. */
export type ApiKey = {
  id: string;
  clientId: string;
  name: string;
  /** Those of a SMART client are what its scopes imply. */
  permissions: ApiKeyPermissions;
  scopes?: ClientScopes;
  jwks?: ClientKeySet;
  jwksUri?: string;
  expiresAt: string | null;
  createdAt: string;
  /** The user whose permissions bound the key's. */
  createdBy: string;
  /** When a token was last issued for it. */
  lastUsedAt: string | null;
};

export type ApiKeyList = {
  data: ApiKey[];
  nextCursor: NextCursor;
  total?: number;
};

/** Either `permissions`, for a program that proves itself by a secret, or for a SMART backend client `scopes` with `jwks` or `jwksUri`. */
export type ApiKeyInput = {
  name: string;
  permissions?: ApiKeyPermissions;
  scopes?: ClientScopes;
  jwks?: ClientKeySet;
  jwksUri?: string;
  /** When the key ends by itself, ahead of now; never where it is absent or `null`. */
  expiresAt?: string | null;
};

export type ApiKeyCreated = {
  id: string;
  /** What a program signs in as; the key's id. */
  clientId: string;
  /** Shown this once; a hash of it is kept. A SMART client has none. */
  secret?: string;
  name: string;
  permissions: ApiKeyPermissions;
  scopes?: ClientScopes;
  jwks?: ClientKeySet;
  jwksUri?: string;
  expiresAt: string | null;
};

export type PatientStatus = "ACTIVE" | "INACTIVE";

export type PatientSort = "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";

/** The administrative sex, as on claims. */
export type Sex = "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";

/** A diagnosis in ICD-10-CM. */
export type Diagnosis = {
  /** ICD-10-CM code, with or without the dot. */
  code: string;
  description?: string | null;
  /** 1 is the first listed one; claims carry them in this order. */
  rank: number;
};

/** An insurance, in the order it is billed. `memberId` with filing code MB must have the form of a Medicare beneficiary identifier. */
export type Coverage = {
  order: number;
  payerName?: string | null;
  payerId?: string | null;
  memberId?: string | null;
  relationship?: string | null;
  subscriber?: {
    firstName?: string;
    lastName?: string;
    birthDate?: string;
    sex?: "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";
  } | null;
  groupNumber?: string | null;
  filingCode?: string | null;
  from?: string | null;
  to?: string | null;
};

/** A time in which an outcome-paid model of Medicare holds. */
export type Alignment = {
  model: "ACCESS";
  track?: string | null;
  participant: "OWN" | "OTHER";
  from: string;
  to?: string | null;
};

/** The patient's identifier in another system. */
export type ExternalId = {
  system: string;
  value: string;
};

/** Something that was accepted although it may not be what was meant. */
export type Warning = {
  /** JSON pointer (RFC 6901) to what the warning is about. */
  pointer?: string;
  code: string;
  message: string;
};

/** A free-form map of strings, at most 50 keys. */
export type Metadata = {
  [name: string]: string;
};

/** A patient of the organization. */
export type Patient = {
  id: string;
  organizationId: string;
  /** Medical record number, unique in the organization. */
  mrn: string | null;
  firstName: string | null;
  lastName: string | null;
  birthDate: string | null;
  sex: Sex | null;
  email: string | null;
  /** Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
  phone: string | null;
  address: Address | null;
  /** The organization's where there is none. */
  timezone: string | null;
  /** BCP 47. */
  language: string | null;
  /** INACTIVE asks that open enrollments are ended first. */
  status: PatientStatus;
  diagnoses: Diagnosis[];
  coverages: Coverage[];
  alignments: Alignment[];
  externalIds: ExternalId[];
  mergedInto: string | null;
  warnings: Warning[];
  metadata: Metadata | null;
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type PatientList = {
  data: Patient[];
  nextCursor: NextCursor;
  total?: number;
};

export type PatientInput = {
  /** Medical record number, unique in the organization. */
  mrn?: string | null;
  firstName: string;
  lastName: string;
  birthDate: string;
  sex?: Sex | null;
  email?: string | null;
  /** Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
  phone?: string | null;
  address?: Address | null;
  /** The organization's where there is none. */
  timezone?: string | null;
  /** BCP 47. */
  language?: string | null;
  /** INACTIVE asks that open enrollments are ended first. */
  status?: PatientStatus;
  diagnoses?: Diagnosis[];
  coverages?: Coverage[];
  alignments?: Alignment[];
  externalIds?: ExternalId[];
  metadata?: Metadata | null;
};

/** The filters of the list, for those who keep names out of URLs. */
export type PatientSearch = {
  /** Prefix of a word of the name, of the MRN or the e-mail address; case and accents do not matter. Several words must all be there. */
  search?: string;
  status?: PatientStatus[];
  updatedSince?: string;
  mrn?: string;
  /** `system|value` */
  externalId?: string;
  sort?: PatientSort;
  limit?: number;
  cursor?: string;
  includeTotal?: boolean;
};

/** Merged into the map; `null` takes a key away. */
export type MetadataPatch = {
  [name: string]: string | null;
};

/** A merge patch (RFC 7396): null takes a value away, what is left out stays. */
export type PatientPatch = {
  /** Medical record number, unique in the organization. */
  mrn?: string | null;
  firstName?: string;
  lastName?: string;
  birthDate?: string;
  sex?: Sex | null;
  email?: string | null;
  /** Kept as E.164 where it can be read as a number of the organization's country, else as sent, with a warning. */
  phone?: string | null;
  address?: Address | null;
  /** The organization's where there is none. */
  timezone?: string | null;
  /** BCP 47. */
  language?: string | null;
  /** INACTIVE asks that open enrollments are ended first. */
  status?: PatientStatus | null;
  diagnoses?: Diagnosis[] | null;
  coverages?: Coverage[] | null;
  alignments?: Alignment[] | null;
  externalIds?: ExternalId[] | null;
  metadata?: MetadataPatch | null;
};

export type PatientMergeInput = {
  duplicateId: string;
};

/** Who acted. The id is null where nobody was signed in. */
export type AuditActor = {
  type: "USER" | "API_KEY" | "OPERATOR" | "SYSTEM";
  id: string | null;
};

/** SUCCESS; DENIED where the caller had no right; FAILED for any other reason. */
export type AuditOutcome = "SUCCESS" | "DENIED" | "FAILED";

export type Access = {
  at: string;
  actor: AuditActor;
  operationId: string;
  outcome: AuditOutcome;
  address: string | null;
};

export type AccessReport = {
  data: Access[];
  nextCursor: NextCursor;
  total?: number;
};

/** One who orders, renders or supervises care. */
export type Practitioner = {
  id: string;
  /** The member who signs as this practitioner. */
  userId: string | null;
  firstName: string;
  lastName: string;
  credential: string | null;
  npi: string;
  taxonomyCode: string | null;
  active: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type PractitionerList = {
  data: Practitioner[];
  nextCursor: NextCursor;
  total?: number;
};

export type PractitionerInput = {
  /** The member who signs as this practitioner. */
  userId?: string | null;
  firstName: string;
  lastName: string;
  credential?: string | null;
  npi: string;
  taxonomyCode?: string | null;
  active?: boolean;
};

/** A merge patch (RFC 7396): null takes a value away, what is left out stays. */
export type PractitionerPatch = {
  /** The member who signs as this practitioner. */
  userId?: string | null;
  firstName?: string;
  lastName?: string;
  credential?: string | null;
  npi?: string;
  taxonomyCode?: string | null;
  active?: boolean | null;
};

/** A program of care management or remote monitoring of CMS. */
export type Program = "RPM" | "RTM" | "CCM" | "PCM" | "APCM";

/** In the canonical unit; a value outside is refused. */
export type PlausibleRange = {
  low?: number | null;
  high?: number | null;
};

export type Severity = "CRITICAL" | "HIGH" | "MEDIUM" | "LOW";

/** A rule that readings of the metric are held against unless the organization or the patient has one of its own. */
export type DefaultRule = {
  type: "threshold";
  operator: "gt" | "gte" | "lt" | "lte";
  value: number;
  consecutive?: number;
  severity: Severity;
} | {
  type: "change";
  direction: "increase" | "decrease";
  amount: number;
  withinHours: number;
  severity: Severity;
} | {
  type: "missing";
  withoutReadingHours: number;
  severity: Severity;
};

/** What can be measured. `unit` is the canonical UCUM unit; `units` maps each spelling accepted to its UCUM unit. */
export type MetricDefinition = {
  id: string;
  code: string;
  name: string;
  unit: string;
  displayUnit: string;
  units: {
    [name: string]: string;
  };
  molarMass: number | null;
  loinc: string | null;
  alsoCodedAs: string[];
  mdc: number | null;
  panel: string | null;
  category: string | null;
  plausibleRange: PlausibleRange;
  programs: Program[];
  defaultRules: DefaultRule[];
  note: string | null;
  builtIn: boolean;
  version: number;
};

export type MetricDefinitionList = {
  data: MetricDefinition[];
  nextCursor: NextCursor;
  total?: number;
};

export type MetricDefinitionInput = {
  code: string;
  name: string;
  unit: string;
  displayUnit?: string;
  units?: {
    [name: string]: string;
  };
  molarMass?: number | null;
  loinc?: string | null;
  alsoCodedAs?: string[];
  mdc?: number | null;
  panel?: string | null;
  category?: string | null;
  plausibleRange?: PlausibleRange;
  programs: Program[];
  defaultRules?: DefaultRule[];
  note?: string | null;
};

/** A merge patch (RFC 7396): null takes a value away, what is left out stays. */
export type MetricDefinitionPatch = {
  name?: string;
  displayUnit?: string | null;
  units?: {
    [name: string]: string | null;
  } | null;
  molarMass?: number | null;
  loinc?: string | null;
  alsoCodedAs?: string[] | null;
  mdc?: number | null;
  panel?: string | null;
  category?: string | null;
  plausibleRange?: PlausibleRange | null;
  programs?: Program[];
  defaultRules?: DefaultRule[] | null;
  note?: string | null;
};

export type EnrollmentStatus = "PENDING" | "ACTIVE" | "PAUSED" | "ENDED";

export type EndReason = "GOALS_MET" | "PATIENT_REQUEST" | "NON_ADHERENT" | "DECEASED" | "TRANSFERRED" | "ADMINISTRATIVE" | "OTHER";

/** Days on which the enrollment rests, both included. */
export type Pause = {
  from: string;
  to?: string | null;
};

/** The patient's consent. From the local day of `revokedAt` on, days and minutes do not count. */
export type Consent = {
  method?: "VERBAL" | "WRITTEN" | "ELECTRONIC" | null;
  date: string;
  obtainedBy?: string | null;
  wordingVersion?: string | null;
  costShareDisclosed?: boolean | null;
  revokedAt?: string | null;
};

/** What billing rests on beside readings and minutes, for every month. Absent: `establishedPatient` true, the other booleans false. */
export type BillingFacts = {
  establishedPatient?: boolean;
  otherPractitionerBilled?: boolean;
  globalPeriodSamePractitioner?: boolean;
  chronicConditions?: number;
  carePlanDate?: string | null;
  mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
  qualifiedMedicareBeneficiary?: boolean;
  apcmElementsAttested?: boolean;
  rtmSystem?: "RESPIRATORY" | "MSK" | "CBT" | null;
  emVisitDates?: string[];
};

/** A patient's enrollment in a monitoring or care management program. Days are local in `timezone`. */
export type Enrollment = {
  id: string;
  patientId: string;
  program: Program;
  status: EnrollmentStatus;
  startDate: string;
  endDate: string | null;
  endReason: EndReason | null;
  pauses: Pause[];
  timezone: string;
  consent: Consent | null;
  deviceSetupDate: string | null;
  orderingPractitionerId: string | null;
  renderingPractitionerId: string | null;
  supervisingPractitionerId: string | null;
  /** The ones that are billed, in the order of `rank`. */
  diagnoses: Diagnosis[];
  placeOfService: string;
  modifiers: string[];
  /** Empty: every metric of the program. */
  metricDefinitionIds: string[];
  billingFacts: BillingFacts;
  warnings: Warning[];
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type EnrollmentList = {
  data: Enrollment[];
  nextCursor: NextCursor;
  total?: number;
};

export type EnrollmentInput = {
  patientId: string;
  program: Program;
  status?: "PENDING" | "ACTIVE";
  startDate: string;
  endDate?: string | null;
  endReason?: EndReason | null;
  pauses?: Pause[];
  timezone?: string;
  consent?: Consent | null;
  deviceSetupDate?: string | null;
  orderingPractitionerId?: string | null;
  renderingPractitionerId?: string | null;
  supervisingPractitionerId?: string | null;
  /** The ones that are billed, in the order of `rank`. */
  diagnoses?: Diagnosis[];
  placeOfService?: string;
  modifiers?: string[];
  /** Empty: every metric of the program. */
  metricDefinitionIds?: string[];
  billingFacts?: BillingFacts;
  /** Enrolls in RPM beside RTM, or the other way round. */
  allowConflict?: boolean;
};

/** A merge patch of the consent. */
export type ConsentPatch = {
  method?: "VERBAL" | "WRITTEN" | "ELECTRONIC" | null;
  date?: string;
  obtainedBy?: string | null;
  wordingVersion?: string | null;
  costShareDisclosed?: boolean | null;
  revokedAt?: string | null;
};

/** A merge patch of the billing facts. */
export type BillingFactsPatch = {
  establishedPatient?: boolean | null;
  otherPractitionerBilled?: boolean | null;
  globalPeriodSamePractitioner?: boolean | null;
  chronicConditions?: number | null;
  carePlanDate?: string | null;
  mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
  qualifiedMedicareBeneficiary?: boolean | null;
  apcmElementsAttested?: boolean | null;
  rtmSystem?: "RESPIRATORY" | "MSK" | "CBT" | null;
  emVisitDates?: string[];
};

/** A merge patch (RFC 7396): null takes a value away, what is left out stays. */
export type EnrollmentPatch = {
  status?: EnrollmentStatus | null;
  startDate?: string;
  endDate?: string | null;
  endReason?: EndReason | null;
  pauses?: Pause[] | null;
  timezone?: string | null;
  consent?: ConsentPatch | null;
  deviceSetupDate?: string | null;
  orderingPractitionerId?: string | null;
  renderingPractitionerId?: string | null;
  supervisingPractitionerId?: string | null;
  /** The ones that are billed, in the order of `rank`. */
  diagnoses?: Diagnosis[] | null;
  placeOfService?: string | null;
  modifiers?: string[] | null;
  /** Empty: every metric of the program. */
  metricDefinitionIds?: string[] | null;
  billingFacts?: BillingFactsPatch | null;
};

/** What one change made of the enrollment, and who made it; null where the platform did. */
export type EnrollmentHistoryEntry = {
  version: number;
  at: string;
  actorId: string | null;
  changes: {
    pointer: string;
    /** A value of the enrollment: of any type, null where there was none. */
    before: unknown;
    /** A value of the enrollment: of any type, null where there was none. */
    after: unknown;
  }[];
};

export type EnrollmentHistory = {
  data: EnrollmentHistoryEntry[];
  nextCursor: NextCursor;
  total?: number;
};

/** Facts of one month; what is left out is as the enrollment says. */
export type MonthFacts = {
  mdmComplexity?: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
  otherPractitionerBilled?: boolean;
  globalPeriodSamePractitioner?: boolean;
  qualifiedMedicareBeneficiary?: boolean;
  apcmElementsAttested?: boolean;
  emVisitDates?: string[];
};

export type MonthFactsOnRecord = {
  month: string;
  facts: MonthFacts;
  setBy: SetBy;
  setAt: string;
  version: number;
};

export type BillingFactsOfEnrollment = {
  defaults: BillingFacts;
  months: MonthFactsOnRecord[];
};

/** The circumstances of the measurement. */
export type ObservationContext = {
  bodyPosition?: string;
  bodySite?: string;
  mealRelation?: string;
  activity?: string;
  irregularHeartbeat?: boolean;
  /** Of how many measurements the value is the mean. */
  averagedFrom?: number;
};

/** A voided observation is ENTERED_IN_ERROR; nothing else of an observation ever changes. */
export type ObservationStatus = "FINAL" | "ENTERED_IN_ERROR";

/** A reading of one metric of one patient. */
export type Observation = {
  id: string;
  patientId: string;
  /** The enrollment that was active at `recordedAt` and monitors the metric; `null` where there is none. */
  enrollmentId: string | null;
  metricDefinitionId: string;
  value: number;
  /** The unit as it was sent. */
  unit: string;
  /** The value in the metric's canonical unit. */
  canonicalValue: number;
  /** The metric's unit in UCUM. */
  canonicalUnit: string;
  source: ObservationSource;
  deviceId: string | null;
  /** Ties the parts of one measurement, as systolic and diastolic pressure, together. */
  groupId: string | null;
  /** When it was measured. */
  recordedAt: string;
  /** The sender's offset from UTC. */
  recordedAtOffset: string;
  /** When the platform got it. */
  receivedAt: string;
  /** How the value stands to the alert rules of its metric; `null` where there are none. */
  interpretation: "LL" | "L" | "N" | "H" | "HH" | null;
  context: ObservationContext | null;
  note: string | null;
  /** The sender's own id of the reading. */
  externalId: string | null;
  status: ObservationStatus;
  /** The alerts it raised or repeated. */
  alerts: string[];
  /** False for a reading that came too late to raise alerts; it was stored all the same. */
  evaluated: boolean;
  warnings: Warning[];
  metadata: Metadata;
  version: number;
};

export type ObservationList = {
  data: Observation[];
  nextCursor: NextCursor;
  total?: number;
};

/**
 * A reading to record. `patientId` or `deviceId` says whose it is: with a device alone, it goes to whoever had the
 * device at `recordedAt`; with both, they must agree.
 */
export type ObservationInput = {
  patientId?: string;
  /** Wins over the enrollment that would be found by date and metric. */
  enrollmentId?: string;
  metricDefinitionId: string;
  value: number;
  /** A spelling of the metric's `units`, or UCUM that converts to the metric's unit. */
  unit: string;
  source: ObservationSource;
  deviceId?: string;
  groupId?: string;
  /** When it was measured, with any offset; at most five minutes ahead. */
  recordedAt: string;
  externalId?: string;
  note?: string;
  context?: ObservationContext;
  metadata?: Metadata;
} & (({
  patientId: unknown;
} | {
  deviceId: unknown;
}));

export type ObservationBulkInput = {
  /**
   * Each an `ObservationInput`, validated by itself: one that is not is rejected alone. Over 5,000 are refused with
   * 413 `payload_too_large` before anything is stored.
   */
  observations: unknown[];
};

/** Why an item was rejected; the problem its own request would have been answered with. */
export type ObservationBulkProblem = {
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  errors?: FieldError[];
  /** With `observation_conflict`, the observation that already holds the natural key. */
  existingId?: string;
};

export type ObservationBulkItemResult = {
  /** Place in the request from 0; of NDJSON, among the lines that are not blank. */
  index: number;
  /** The observation, created or found; `null` when rejected. */
  id: string | null;
  status: "created" | "duplicate" | "rejected";
  problem?: ObservationBulkProblem;
};

/** What became of each item, in the order sent. All created ones are committed. */
export type ObservationBulkResult = {
  created: number;
  /** Readings that were here already. */
  duplicates: number;
  rejected: number;
  /** Created ones that came too late to raise alerts. */
  notEvaluated: number;
  results: ObservationBulkItemResult[];
};

export type ObservationVoidInput = {
  reason?: string;
};

export type TrendInterval = "hour" | "day" | "week";

export type TrendBucket = {
  /** The first instant of the hour, day or week; weeks begin on Monday. */
  start: string;
  count: number;
  min: number;
  max: number;
  mean: number;
  /** The value measured last. */
  last: number;
};

/** Values in the metric's canonical unit, oldest bucket first; hours, days and weeks without a reading are left out. */
export type PatientTrends = {
  patientId: string;
  metricDefinitionId: string;
  unit: string;
  interval: TrendInterval;
  /** The patient's; the buckets are cut in it. */
  timezone: string;
  data: TrendBucket[];
};

/** Who had the device from when to when; `to` is null while they have it. */
export type DeviceAssignment = {
  patientId: string;
  from: string;
  to: string | null;
};

/** A device, and who had it when. `serialNumber` with `manufacturer` is unique in the organization. */
export type Device = {
  id: string;
  serialNumber: string;
  imei: string | null;
  gatewayId: string | null;
  udiDi: string | null;
  manufacturer: string;
  model: string | null;
  type: string | null;
  /** Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
  fdaDefined: boolean;
  status: "ACTIVE" | "RETIRED" | "LOST";
  lastSeenAt: string | null;
  assignments: DeviceAssignment[];
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type DeviceList = {
  data: Device[];
  nextCursor: NextCursor;
  total?: number;
};

export type DeviceInput = {
  serialNumber: string;
  imei?: string | null;
  gatewayId?: string | null;
  udiDi?: string | null;
  manufacturer: string;
  model?: string | null;
  type?: string | null;
  /** Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
  fdaDefined?: boolean;
  status?: "ACTIVE" | "RETIRED" | "LOST";
};

/** A merge patch (RFC 7396): null takes a value away, what is left out stays. */
export type DevicePatch = {
  serialNumber?: string;
  imei?: string | null;
  gatewayId?: string | null;
  udiDi?: string | null;
  manufacturer?: string;
  model?: string | null;
  type?: string | null;
  /** Whether it meets the definition of a device of the FDA; readings of one that does not never count for billing. */
  fdaDefined?: boolean | null;
  status?: "ACTIVE" | "RETIRED" | "LOST" | null;
};

/** `from` is now unless given; it may lie in the past. */
export type DeviceAssignInput = {
  patientId: string;
  from?: string;
};

/** `at` is now unless given. */
export type DeviceUnassignInput = {
  at?: string;
};

/** A reading beyond a limit, `consecutive` times in a row by `recordedAt`. */
export type ThresholdCondition = {
  type: "threshold";
  operator: "gt" | "gte" | "lt" | "lte";
  /** In the metric's canonical unit. */
  value: number;
  consecutive?: number;
};

/** A change by `amount` or more, against the lowest (increase) or highest (decrease) reading of the hours before. */
export type ChangeCondition = {
  type: "change";
  direction: "increase" | "decrease";
  /** A difference in the metric's canonical unit. */
  amount: number;
  withinHours: number;
};

/** No reading for some hours, while the enrollment is ACTIVE; once a gap. */
export type MissingCondition = {
  type: "missing";
  withoutReadingHours: number;
};

/** When the rule holds; `type` says which kind it is. */
export type AlertCondition = ThresholdCondition | ChangeCondition | MissingCondition;

/** Which way a value must go; NONE of readings that fail to come. */
export type AlertDirection = "HIGH" | "LOW" | "NONE";

/**
 * A patient's rules replace the organization's, and those the built-in ones, of the same metric, type and direction,
 * all severities together. Of rules that overlap the most severe counts alone.
 */
export type AlertRule = {
  id: string;
  name: string;
  metricDefinitionId: string;
  /** The one patient the rule is for; `null` for all. */
  patientId: string | null;
  /** The program whose enrollments the rule is for; `null` for all. */
  program: Program | null;
  condition: AlertCondition;
  direction: AlertDirection;
  severity: Severity;
  enabled: boolean;
  /** How long after an alert is resolved no new one of the same severity or less is raised. */
  cooldownMinutes: number;
  builtIn: boolean;
  version: number;
};

export type AlertRuleList = {
  data: AlertRule[];
  nextCursor: NextCursor;
  total?: number;
};

export type AlertRuleInput = {
  /** By default made of metric and condition. */
  name?: string;
  metricDefinitionId: string;
  patientId?: string;
  program?: Program;
  condition: AlertCondition;
  severity: Severity;
  enabled?: boolean;
  cooldownMinutes?: number;
};

/** Merged into the condition (RFC 7396); what results must be an `AlertCondition`. `null` takes a member away. */
export type AlertConditionPatch = {
  type?: "threshold" | "change" | "missing";
  operator?: "gt" | "gte" | "lt" | "lte" | null;
  value?: number | null;
  consecutive?: number | null;
  direction?: "increase" | "decrease" | null;
  amount?: number | null;
  withinHours?: number | null;
  withoutReadingHours?: number | null;
};

/** Of a built-in rule only `enabled`, `severity` and `cooldownMinutes` can be changed. */
export type AlertRulePatch = {
  name?: string | null;
  metricDefinitionId?: string;
  patientId?: string | null;
  program?: Program | null;
  condition?: AlertConditionPatch;
  severity?: Severity;
  enabled?: boolean | null;
  cooldownMinutes?: number | null;
};

/** PHYSIOLOGICAL of thresholds and changes, ADHERENCE of missing readings. */
export type AlertCategory = "PHYSIOLOGICAL" | "ADHERENCE";

export type AlertType = "THRESHOLD" | "CHANGE" | "MISSING";

export type AlertStatus = "OPEN" | "ACKNOWLEDGED" | "SNOOZED" | "RESOLVED";

/** What came of it. */
export type AlertOutcome = "CONTACTED_PATIENT" | "MEDICATION_CHANGED" | "SENT_TO_ED" | "FALSE_POSITIVE" | "NO_ACTION" | "OTHER";

export type AlertResolution = {
  outcome: AlertOutcome;
  note: string | null;
  /** The user. */
  resolvedBy: string;
  resolvedAt: string;
};

/**
 * One unresolved alert a patient, metric, type and direction: a further breach raises `occurrences` and
 * `lastTriggeredAt`; a more severe one also raises `severity` and sets it OPEN again.
 */
export type Alert = {
  id: string;
  patientId: string;
  enrollmentId: string | null;
  /** The reading that triggered it last; `null` of missing readings. */
  observationId: string | null;
  observationRecordedAt: string | null;
  ruleId: string;
  type: AlertType;
  direction: AlertDirection;
  category: AlertCategory;
  severity: Severity;
  status: AlertStatus;
  title: string;
  metricDefinitionId: string;
  /** Of the reading that triggered it last; `null` of missing readings. */
  value: number | null;
  unit: string | null;
  occurrences: number;
  firstTriggeredAt: string;
  lastTriggeredAt: string;
  /** The member. */
  assigneeId: string | null;
  /** Stands first in the triage queue. */
  escalated: boolean;
  snoozedUntil: string | null;
  resolution: AlertResolution | null;
  version: number;
};

export type AlertList = {
  data: Alert[];
  nextCursor: NextCursor;
  total?: number;
};

export type TriagePatient = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  mrn: string | null;
};

export type RecentReading = {
  /** The observation. */
  id: string;
  recordedAt: string;
  value: number;
  unit: string;
};

export type TriageItem = {
  alert: Alert;
  /** From severity, age, repetition, trend and diagnoses. */
  priority: number;
  /** What the priority is made of, in words. */
  reasons: string[];
  patient: TriagePatient;
  /** The last ten readings of the metric, newest first. */
  recent: RecentReading[];
};

/** How many alerts of each severity the whole queue holds. */
export type SeverityCounts = {
  CRITICAL: number;
  HIGH: number;
  MEDIUM: number;
  LOW: number;
};

export type TriageQueue = {
  data: TriageItem[];
  counts: SeverityCounts;
  nextCursor: NextCursor;
  total?: number;
};

/** SNOOZE needs `until`, ASSIGN needs `assigneeId`. */
export type AlertActionInput = {
  alertIds: string[];
  action: "ACKNOWLEDGE" | "ASSIGN" | "ESCALATE" | "SNOOZE";
  /** A member. */
  assigneeId?: string;
  /** Ahead, and at most seven days. */
  until?: string;
  note?: string;
};

export type SkippedAlert = {
  id: string;
  code: "alert_not_found" | "alert_resolved";
};

export type AlertActionResult = {
  /** Also those the action did not change. */
  updated: string[];
  skipped: SkippedAlert[];
};

export type AlertBulkResolveByIds = {
  alertIds: string[];
  outcome: AlertOutcome;
  note?: string;
};

/** At least one condition; they are joined by *and*. `from` and `to` are of `lastTriggeredAt`. */
export type AlertFilter = {
  patientId?: string;
  severity?: Severity[];
  metricDefinitionId?: string;
  from?: string;
  to?: string;
};

export type AlertBulkResolveByFilter = {
  filter: AlertFilter;
  outcome: AlertOutcome;
  note?: string;
};

/** By ids, or by a filter over the alerts that are not resolved. */
export type AlertBulkResolveInput = AlertBulkResolveByIds | AlertBulkResolveByFilter;

export type AlertBulkResolveResult = {
  resolved: string[];
  skipped: SkippedAlert[];
  /** How many the filter still finds; repeat the call until it is 0. */
  remaining: number;
};

/** Time spent on the alert, logged with its resolution for the alert's patient. */
export type AlertTimeEntry = {
  /** By default the alert's. */
  enrollmentId?: string;
  startedAt: string;
  durationSeconds: number;
  activity: "CALL" | "VIDEO" | "REVIEW" | "MESSAGE" | "CARE_COORDINATION" | "CARE_PLAN" | "SETUP" | "OTHER";
  /** A live exchange with the patient. */
  interactive?: boolean;
  staffRole: "CLINICAL_STAFF" | "PHYSICIAN" | "QHP" | "THERAPIST" | "THERAPY_ASSISTANT" | "NON_CLINICAL" | "AI";
  /** By default the caller. */
  performedBy?: {
    userId?: string;
    practitionerId?: string;
    name?: string;
  };
  /** A practitioner. */
  supervisedBy?: string;
  note?: string;
};

export type AlertResolveInput = {
  outcome: AlertOutcome;
  note?: string;
  timeEntry?: AlertTimeEntry;
};

/** Who did it; the caller unless given. */
export type PerformedBy = {
  userId?: string | null;
  practitionerId?: string | null;
  name?: string | null;
};

/** Time of care management, as evidence for billing. */
export type TimeEntry = {
  id: string;
  patientId: string;
  enrollmentId: string;
  startedAt: string;
  /** Null while the timer runs. */
  durationSeconds: number | null;
  activity: TimeActivity;
  /** Whether it was a live two-way exchange. */
  interactive: boolean;
  staffRole: StaffRole;
  performedBy: PerformedBy;
  /** A practitioner's id. */
  supervisedBy: string | null;
  note: string | null;
  alertId: string | null;
  status: "RUNNING" | "FINAL" | "VOIDED";
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type TimeEntryList = {
  data: TimeEntry[];
  nextCursor: NextCursor;
  total?: number;
};

export type TimeEntryInput = {
  enrollmentId: string;
  startedAt: string;
  /** Null while the timer runs. */
  durationSeconds: number;
  activity: TimeActivity;
  /** Whether it was a live two-way exchange. */
  interactive?: boolean;
  staffRole: StaffRole;
  performedBy?: PerformedBy;
  /** A practitioner's id. */
  supervisedBy?: string | null;
  note?: string | null;
  alertId?: string | null;
};

/** What the time is for. */
export type TimerStartInput = {
  enrollmentId: string;
  activity: TimeActivity;
  staffRole: StaffRole;
  interactive?: boolean;
  note?: string;
};

/** What became known while the timer ran. */
export type TimerStopInput = {
  interactive?: boolean;
  note?: string;
};

/** Why the entry does not hold. */
export type TimeEntryVoidInput = {
  reason?: string;
};

/** A period of device supply. */
export type BillingPeriod = {
  /** The enrollment's first period is 1. */
  index: number;
  from: string;
  to: string;
  /** Which day of the period `asOf` is; of one that is over its length, of one ahead zero or less. */
  dayIndex: number;
  /** Days of the period after `asOf`. */
  daysLeft: number;
  /** Its last day is before `asOf`. */
  closed: boolean;
  /** Its last day lies in the month, to which it then belongs. */
  inMonth: boolean;
  /** Distinct days with a reading that counts. */
  days: number;
};

/** Why readings, or time entries, do not count, and how many. */
export type BillingExclusion = {
  reason: string;
  count: number;
};

/** Days with a reading that counts, in `period`. */
export type BillingDays = {
  soFar: number;
  needed: number;
  remaining: number;
  /** With a reading on each day left `needed` is reached. */
  attainable: boolean;
  /** At the present pace. */
  projected: number;
  list: string[];
  excluded: BillingExclusion[];
};

/** Whole minutes of each role that has some. */
export type BillingRoleMinutes = {
  CLINICAL_STAFF?: number;
  PHYSICIAN?: number;
  QHP?: number;
  THERAPIST?: number;
  THERAPY_ASSISTANT?: number;
  NON_CLINICAL?: number;
  AI?: number;
};

/** Minutes of care management that count, in the month; the sum of seconds is floored once. */
export type BillingMinutes = {
  soFar: number;
  /** The next step of the ladder in force, whatever else is missing; `null` at the cap. */
  needed: number | null;
  remaining: number;
  /** Live exchanges with the patient. */
  interactive: number;
  daysLeftInMonth: number;
  /** At the present pace. */
  projected: number;
  byRole: BillingRoleMinutes;
  excluded: BillingExclusion[];
};

/**
 * READY: billable, its date of service past. MET_PERIOD_OPEN: billable as things stand, the period or month not over.
 * PROJECTED: not yet met, met at the present pace. BILLED: there is a claim for it. HELD: the thresholds are met, and
 * what stands in the way is evidence that can still be supplied. NOT_MET: everything else.
 */
export type BillingStatus = "READY" | "MET_PERIOD_OPEN" | "PROJECTED" | "BILLED" | "HELD" | "NOT_MET";

/** A count; or a date, a month, a code, a program or a JSON pointer; or nothing. */
export type BillingMeasure = number | string | null;

/** The first thing that stands in the way, in the order of this list; `have` and `need` hold its measures. */
export type BillingReason = "NOT_ENROLLED" | "NO_CONSENT" | "NOT_ESTABLISHED_PATIENT" | "MISSING_ORDERING_PROVIDER" | "MISSING_ICD10" | "DEVICE_NOT_QUALIFIED" | "GLOBAL_PERIOD" | "ANOTHER_PRACTITIONER" | "INSUFFICIENT_CHRONIC_CONDITIONS" | "NO_CARE_PLAN" | "REQUIREMENTS_NOT_ATTESTED" | "CODE_NOT_EFFECTIVE" | "LEVEL_MISMATCH" | "ALREADY_BILLED_IN_EPISODE" | "BELONGS_TO_EARLIER_MONTH" | "SETUP_NOT_DOCUMENTED" | "PERIOD_NOT_ENDED" | "INSUFFICIENT_DATA_DAYS" | "INSUFFICIENT_MINUTES" | "MDM_NOT_DOCUMENTED" | "NO_INTERACTIVE_COMMUNICATION" | "NO_DATA_IN_MONTH" | "MUTUALLY_EXCLUSIVE" | "MISSING_BASE_CODE" | "UNIT_CAP_REACHED" | "RPM_RTM_CONFLICT" | "CARE_MGMT_CONFLICT" | "ACCESS_ALIGNED" | "MISSING_CLAIM_FIELD";

/** A line of a claim; `dosTo` is the date of service. */
export type BillingLine = {
  units: number;
  dosFrom: string;
  dosTo: string;
  status: BillingStatus;
};

export type BillingCode = {
  code: string;
  label: string;
  status: BillingStatus;
  units: number;
  have: BillingMeasure;
  need: BillingMeasure;
  /** Also beside READY, as `UNIT_CAP_REACHED`. */
  reasonCode: BillingReason | null;
  explanation: string;
  /** For planning: the amount of `units`, or of one unit where there are none yet; `null` where it is not known. */
  estimateCents: number | null;
  feeSource: string | null;
  lines: BillingLine[];
};

export type MissingEvidence = "CONSENT" | "ORDER" | "DIAGNOSIS" | "ESTABLISHED_PATIENT" | "DEVICE" | "SETUP_NOTE" | "CARE_PLAN" | "ATTESTATION" | "INTERACTIVE_COMMUNICATION" | "MEMBER_ID" | "PAYER" | "RENDERING_PROVIDER" | "BILLING_PROVIDER" | "PATIENT_ADDRESS" | "CHARGE";

/** A fact that was used, from the month, the enrollment or the default. */
export type BillingFact = {
  name: "establishedPatient" | "otherPractitionerBilled" | "globalPeriodSamePractitioner" | "chronicConditions" | "carePlanDate" | "mdmComplexity" | "qualifiedMedicareBeneficiary" | "apcmElementsAttested" | "rtmSystem" | "emVisitDates";
  value: boolean | number | string | string[] | null;
  from: "enrollment" | "default" | "month";
};

/** What an enrollment's month can be billed for, and what is missing. */
export type BillingReadiness = {
  enrollmentId: string;
  patientId: string;
  organizationId: string;
  program: Program;
  month: string;
  asOf: string;
  /** The enrollment's. */
  timezone: string;
  ruleVersion: string;
  periodMode: "ROLLING_30" | "CALENDAR_MONTH";
  /** At least one code is READY. */
  eligible: boolean;
  /**
   * The period the answer speaks of: of those with `inMonth` the one with most days, else the open one; `null` where
   * none touches the month or the program has none.
   */
  period: BillingPeriod | null;
  /** All that touch the month. */
  periods: BillingPeriod[];
  /** `null` in a program that counts no days. */
  days: BillingDays | null;
  /** `null` in a program that counts no minutes. */
  minutes: BillingMinutes | null;
  /** One entry a code of the program. */
  codes: BillingCode[];
  missing: MissingEvidence[];
  warnings: Warning[];
  /** The codes that are READY, BILLED or MET_PERIOD_OPEN. */
  ifClosedNow: string[];
  /** The same at the present pace of days and minutes; live exchanges are never projected. */
  projectedCodes: string[];
  /** The step that unlocks most, in a sentence; `null` where nothing is left to do. */
  nextBestAction: string | null;
  facts: BillingFact[];
  /** Readings are being linked again in the background; ask once more before relying on the counts. */
  rebuilding: boolean;
};

export type BillingTimezone = {
  timezone: string;
  enrollments: number;
};

/** `ready` counts the lines of the default export. */
export type BillingTotals = {
  enrollments: number;
  ready: number;
  held: number;
  notMet: number;
  /** Of the lines that are ready. */
  units: number;
  /** Lines without a known amount add nothing. */
  estimateCents: number;
};

/** The totals of one program. */
export type BillingProgramTotals = {
  program: Program;
  enrollments: number;
  ready: number;
  held: number;
  notMet: number;
  units: number;
  estimateCents: number;
};

/** Lines of one code that are ready, and claims of it that were denied. */
export type BillingCodeTotals = {
  code: string;
  units: number;
  lines: number;
  /** `null` where no amount is known. */
  estimateCents: number | null;
  denied: number;
};

/** How far an enrollment is from a code. */
export type BillingGap = {
  enrollmentId: string;
  patientId: string;
  program: Program;
  code: string;
  reasonCode: BillingReason;
  have: BillingMeasure;
  need: BillingMeasure;
};

/** How many lines are held for one reason. */
export type BillingBlocker = {
  reasonCode: BillingReason;
  count: number;
};

/** An organization's month over all its enrollments, those that ended in it included. */
export type BillingSummary = {
  organizationId: string;
  month: string;
  asOf: string;
  /** The organization's. */
  timezone: string;
  /** Those of the enrollments; each line is cut in its enrollment's. */
  timezones: BillingTimezone[];
  /** The month was closed. */
  closed: boolean;
  totals: BillingTotals;
  byProgram: BillingProgramTotals[];
  byCode: BillingCodeTotals[];
  /** Codes that can no longer be reached. */
  atRisk: BillingGap[];
  /** One to three days, or up to five minutes, short. */
  nearMisses: BillingGap[];
  blockedBy: BillingBlocker[];
  /** When the month was closed. */
  lockedAt: string | null;
};

/** A line that meets its thresholds and is not billed; `need` is the field's pointer where a claim lacks one. */
export type HeldLine = {
  enrollmentId: string;
  code: string;
  reasonCode: BillingReason;
  need: BillingMeasure;
};

/** What a close recorded. Held lines stay open. */
export type BillingClose = {
  organizationId: string;
  month: string;
  /** 1 at the first close, one more at each after a reopening. */
  revision: number;
  closedAt: string;
  /** Who closed it. */
  closedBy: string | null;
  /** Lines recorded as claims. */
  lines: number;
  units: number;
  /** Of the lines that have a charge. */
  chargeCents: number;
  timezone: string;
  timezones: BillingTimezone[];
  held: HeldLine[];
};

export type BillingReopenInput = {
  /** Why; it is kept with the reopening. */
  reason: string;
};

export type BillingReopen = {
  organizationId: string;
  month: string;
  /** Of the close that is undone. */
  revision: number;
  reopenedAt: string;
  reopenedBy: string | null;
  reason: string;
};

/** How a line of a closed month would come out today. A claim is corrected by hand: nothing here changes what was billed. */
export type BillingAdjustment = {
  /** The recorded line; absent for one that would be added. */
  claimId?: string;
  enrollmentId: string;
  code: string;
  dosTo: string;
  kind: "ADD" | "CHANGE" | "REMOVE";
  unitsBefore: number;
  unitsAfter: number;
  /** The latest thing that came, or was voided, after the close. */
  cause: {
    type: "LATE_READING" | "VOIDED_READING" | "LATE_TIME" | "VOIDED_TIME" | "ENROLLMENT_CHANGED";
    /** The reading's, the time entry's or the enrollment's. */
    id: string;
    /** When the platform came to know of it. */
    at: string;
  };
};

export type BillingAdjustmentList = {
  data: BillingAdjustment[];
};

/**
 * RECORDED: on record, nothing heard of it. SUBMITTED: sent to the payer. PAID and DENIED: what the payer said. VOIDED: taken
 * back; it bills nothing any more.
 */
export type ClaimStatus = "RECORDED" | "SUBMITTED" | "PAID" | "DENIED" | "VOIDED";

/** Claim adjustment reason codes (CARC) of the payer, such as 97 or CO-151. */
export type DenialCodes = string[];

/**
 * One line of a claim: recorded by the close of a month (EXPORTED), or made elsewhere (EXTERNAL). A closed month's line keeps
 * its evidence as it was; what changes is its status.
 */
export type Claim = {
  id: string;
  enrollmentId: string;
  patientId: string;
  program: Program;
  month: string;
  code: string;
  units: number;
  dosFrom: string;
  dosTo: string;
  origin: "EXPORTED" | "EXTERNAL";
  status: ClaimStatus;
  /** Of the close that recorded the line; null for a bill made elsewhere. */
  revision: number | null;
  chargeCents: number | null;
  /** The payer's control number. */
  payerClaimNumber: string | null;
  denialCodes: DenialCodes;
  /** CLM01 of the claim that holds the line; null for a bill made elsewhere. */
  patientControlNumber: string | null;
  /** REF*6R of the line; null for a bill made elsewhere. */
  lineControlNumber: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type ClaimList = {
  data: Claim[];
  nextCursor: NextCursor;
  total?: number;
};

/** A bill made elsewhere. `dosFrom` is `dosTo` where it is left out; the month is that of `dosTo`. */
export type ClaimInput = {
  enrollmentId: string;
  code: string;
  units: number;
  dosFrom?: string;
  dosTo: string;
  payerClaimNumber?: string;
};

/** What became of a claim line. */
export type ClaimOutcome = "SUBMITTED" | "PAID" | "DENIED" | "VOIDED";

/** What became of many lines. */
export type ClaimMark = {
  ids: string[];
  status: ClaimOutcome;
};

export type ClaimMarked = {
  updated: string[];
  skipped: {
    id: string;
    code: "claim_not_found" | "invalid_transition";
  }[];
};

export type ClaimExportInput = {
  /**
   * CLM05-3. 1: original, which is also how a corrected claim goes to Original Medicare. 7: replacement, 8: void; both
   * name the payer's claim number.
   */
  frequency: "1" | "7" | "8";
};

/** What became of the line. What is left out stays as it is. */
export type ClaimPatch = {
  status: ClaimOutcome;
  payerClaimNumber?: string | null;
  denialCodes?: DenialCodes;
};

export type SignOff = {
  practitionerId: string;
  at: string;
  note: string | null;
};

export type SignOffList = {
  data: SignOff[];
};

export type SignOffInput = {
  note?: string | null;
};

/** One entry for each request and patient concerned. It holds ids and names of properties, never their values. */
export type AuditEvent = {
  id: string;
  /** The place in the organization's chain, without gaps. */
  sequence: number;
  at: string;
  organizationId: string;
  actor: AuditActor;
  sessionId: string | null;
  operationId: string;
  /** The HTTP method, or COMMAND. */
  method: string;
  /** The path with the names of its parameters. */
  route: string;
  outcome: AuditOutcome;
  /** The HTTP status; 0 for a command. */
  status: number;
  resourceType: string | null;
  resourceId: string | null;
  patientId: string | null;
  /** Of a refusal its code; of emergency access its grant. */
  reason: string | null;
  /** Names of the properties that were sent. */
  fields: string[];
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
  previousHash: string;
  hash: string;
};

export type AuditEventList = {
  data: AuditEvent[];
  nextCursor: NextCursor;
  total?: number;
};

export type AuditVerdict = {
  ok: boolean;
  /** Entries that were found sound. */
  checked: number;
  /** The last of them. */
  sequence: number;
  hash: string;
  firstBad: number | null;
};

/** What happened. `webhook.test` goes to the webhook that is tested alone. */
export type EventType = "observation.created" | "observation.voided" | "alert.opened" | "alert.updated" | "alert.resolved" | "alert.unacknowledged" | "enrollment.created" | "enrollment.updated" | "enrollment.ended" | "billing.month_closed" | "billing.month_reopened" | "webhook.test";

/** The types that are sent. */
export type WebhookEvents = EventType[];

export type Webhook = {
  id: string;
  url: string;
  events: WebhookEvents;
  description: string | null;
  enabled: boolean;
  /**
   * Why the platform switched it off: `GONE`, the receiver answered 410; `FAILING`, nothing was taken for days. `null`
   * where it is on, or a person switched it off.
   */
  disabledReason: "GONE" | "FAILING" | null;
  version: number;
  createdAt: string;
};

export type WebhookList = {
  data: Webhook[];
  nextCursor: NextCursor;
  total?: number;
};

export type WebhookInput = {
  url: string;
  events: WebhookEvents;
  description?: string | null;
  enabled?: boolean;
};

export type WebhookCreated = {
  id: string;
  url: string;
  events: WebhookEvents;
  description: string | null;
  enabled: boolean;
  /**
   * Why the platform switched it off: `GONE`, the receiver answered 410; `FAILING`, nothing was taken for days. `null`
   * where it is on, or a person switched it off.
   */
  disabledReason: "GONE" | "FAILING" | null;
  version: number;
  createdAt: string;
  secret: string;
};

/** A merge patch of a webhook. */
export type WebhookPatch = {
  url?: string;
  events?: WebhookEvents;
  description?: string | null;
  enabled?: boolean | null;
};

export type WebhookRotated = {
  secret: string;
  /** Until then everything is signed with the secret before as well. */
  previousValidUntil: string;
};

export type DeliveryQueued = {
  deliveryId: string;
};

/** PENDING until it is taken or given up. */
export type DeliveryStatus = "PENDING" | "DELIVERED" | "FAILED";

export type DeliveryAttempt = {
  at: string;
  /** The HTTP status of the receiver; `null` where none came. */
  status: number | null;
  durationMs: number;
  /**
   * Why it was no success; `null` where it was. `rejected`: a status other than 2xx; `redirected`: a 3xx, which is not
   * followed; `gone`: 410; `address_refused`: the name leads to an address inside a network; `answer_incomplete`: the
   * answer broke off; `webhook_disabled`: it was switched off or deleted before.
   */
  error: "rejected" | "redirected" | "gone" | "address_refused" | "name_not_resolved" | "connection_failed" | "tls_failed" | "timed_out" | "answer_incomplete" | "webhook_disabled" | null;
};

export type Delivery = {
  id: string;
  /** The event's id, which is also the `webhook-id` of every attempt. */
  eventId: string;
  type: EventType;
  status: DeliveryStatus;
  /** The last ones, the oldest first. */
  attempts: DeliveryAttempt[];
  /** The earliest time of the next attempt; an earlier event of the same patient goes first. */
  nextAttemptAt: string | null;
  createdAt: string;
};

export type DeliveryList = {
  data: Delivery[];
  nextCursor: NextCursor;
  total?: number;
};

/**
 * Identifiers and codes, no health data: who wants to know more reads it, and that is audited. `id` is of what the type
 * names: the observation, the alert, the enrollment, the webhook; of a month it is the organization.
 */
export type EventData = {
  id: string;
  patientId?: string;
  enrollmentId?: string;
  severity?: Severity;
  month?: string;
};

/**
 * Something that happened, as webhooks and the stream tell it. The events of a patient come in their order; one may come
 * more than once, with the same `id`.
 */
export type Event = {
  id: string;
  type: EventType;
  /** When it happened. */
  timestamp: string;
  organizationId: string;
  data: EventData;
};

/** What logout can be asked for. */
export type LogoutQuery = {
  /** Also end all other sessions of the user. */
  everywhere?: boolean;
};

/** What listOrganizations can be asked for. */
export type ListOrganizationsQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listMembers can be asked for. */
export type ListMembersQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listInvitations can be asked for. */
export type ListInvitationsQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What getBillingSettings can be asked for. */
export type GetBillingSettingsQuery = {
  /** The month, `YYYY-MM`; by default the current one. */
  month?: string;
};

/** What listApiKeys can be asked for. */
export type ListApiKeysQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listPatients can be asked for. */
export type ListPatientsQuery = {
  /** Prefix of a word of the name, of the MRN or the e-mail address. */
  search?: string;
  /** Only those of these statuses, comma separated. */
  status?: PatientStatus[];
  /** Only those changed at or after this time. */
  updatedSince?: string;
  /** The one with this MRN. */
  mrn?: string;
  /** The one with this identifier of another system, as `system|value`. */
  externalId?: string;
  /** The order; name unless given. */
  sort?: PatientSort;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What getAccessReport can be asked for. */
export type GetAccessReportQuery = {
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listPractitioners can be asked for. */
export type ListPractitionersQuery = {
  /** The one with this NPI. */
  npi?: string;
  /** Only those that are active, or not. */
  active?: boolean;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listMetricDefinitions can be asked for. */
export type ListMetricDefinitionsQuery = {
  /** Only those of this program. */
  program?: Program;
  /** Only those of this category. */
  category?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listEnrollments can be asked for. */
export type ListEnrollmentsQuery = {
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this program. */
  program?: Program;
  /** Only those of these statuses, comma separated. */
  status?: EnrollmentStatus[];
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listEnrollmentHistory can be asked for. */
export type ListEnrollmentHistoryQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listObservations can be asked for. */
export type ListObservationsQuery = {
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this enrollment. */
  enrollmentId?: string;
  /** Only those of this metric. */
  metricDefinitionId?: string;
  /** Only those of this device. */
  deviceId?: string;
  /** Only those of this source. */
  source?: ObservationSource;
  /** Only those of these statuses, comma separated. */
  status?: (("FINAL" | "ENTERED_IN_ERROR"))[];
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listPatientObservations can be asked for. */
export type ListPatientObservationsQuery = {
  /** Only those of this enrollment. */
  enrollmentId?: string;
  /** Only those of this metric. */
  metricDefinitionId?: string;
  /** Only those of this device. */
  deviceId?: string;
  /** Only those of this source. */
  source?: ObservationSource;
  /** Only those of these statuses, comma separated. */
  status?: (("FINAL" | "ENTERED_IN_ERROR"))[];
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What getPatientTrends can be asked for. */
export type GetPatientTrendsQuery = {
  /** The metric. */
  metricDefinitionId: string;
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How long a bucket is. */
  interval?: "hour" | "day" | "week";
};

/** What listDevices can be asked for. */
export type ListDevicesQuery = {
  /** Only those of this patient. */
  patientId?: string;
  /** Those with this serial number. */
  serialNumber?: string;
  /** Those with this IMEI. */
  imei?: string;
  /** Only those of these statuses, comma separated. */
  status?: (("ACTIVE" | "RETIRED" | "LOST"))[];
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listAlertRules can be asked for. */
export type ListAlertRulesQuery = {
  /** Only those of this metric. */
  metricDefinitionId?: string;
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this program. */
  program?: Program;
  /** Only those that are on, or off. */
  enabled?: boolean;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listAlerts can be asked for. */
export type ListAlertsQuery = {
  /** Only those of these statuses, comma separated. */
  status?: (("OPEN" | "ACKNOWLEDGED" | "SNOOZED" | "RESOLVED"))[];
  /** Only those of these severities, comma separated. */
  severity?: (("CRITICAL" | "HIGH" | "MEDIUM" | "LOW"))[];
  /** Only those of this category. */
  category?: AlertCategory;
  /** Only those of this patient. */
  patientId?: string;
  /** Only those assigned to this member. */
  assigneeId?: string;
  /** Only those of this metric. */
  metricDefinitionId?: string;
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listTriage can be asked for. */
export type ListTriageQuery = {
  /** Only those of these severities, comma separated. */
  severity?: (("CRITICAL" | "HIGH" | "MEDIUM" | "LOW"))[];
  /** Only those assigned to this member. */
  assigneeId?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listTimeEntries can be asked for. */
export type ListTimeEntriesQuery = {
  /** Only those of this enrollment. */
  enrollmentId?: string;
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this alert. */
  alertId?: string;
  /** Only those of these statuses, comma separated. */
  status?: (("RUNNING" | "FINAL" | "VOIDED"))[];
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What getBillingReadiness can be asked for. */
export type GetBillingReadinessQuery = {
  /** The day as of which to evaluate; the default is today in the time zone that applies. */
  asOf?: string;
};

/** What getBillingSummary can be asked for. */
export type GetBillingSummaryQuery = {
  /** The day as of which to evaluate; the default is today in the time zone that applies. */
  asOf?: string;
};

/** What exportBilling can be asked for. */
export type ExportBillingQuery = {
  /** The form of the file. */
  format?: "csv" | "json" | "ndjson" | "xlsx" | "837p";
  /** Which lines. */
  status?: "ready" | "all";
};

/** What listClaims can be asked for. */
export type ListClaimsQuery = {
  /** Only those of this enrollment. */
  enrollmentId?: string;
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this calendar month, `YYYY-MM`. */
  month?: string;
  /** Only those of this code. */
  code?: string;
  /** Only those of these statuses, comma separated. */
  status?: ClaimStatus[];
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listAuditEvents can be asked for. */
export type ListAuditEventsQuery = {
  /** Only those of this user or API key. */
  actorId?: string;
  /** Only those of this patient. */
  patientId?: string;
  /** Only those of this operation, as the contract names it. */
  operationId?: string;
  /** Only those that ended so. */
  outcome?: AuditOutcome;
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listWebhooks can be asked for. */
export type ListWebhooksQuery = {
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What listWebhookDeliveries can be asked for. */
export type ListWebhookDeliveriesQuery = {
  /** Only those with one of these statuses. */
  status?: DeliveryStatus[];
  /** The earliest instant, inclusive. */
  from?: string;
  /** The latest instant, inclusive. */
  to?: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** The `nextCursor` of the page before. It is opaque, and goes with the same filters and order. */
  cursor?: string;
  /** Also answer `total`, the count over all pages. */
  includeTotal?: boolean;
};

/** What watchEvents can be asked for. */
export type WatchEventsQuery = {
  /** Only these types. */
  types?: EventType[];
};

/** What each operation takes and answers. */
export interface Operations {
  getHealth: { query: never; body: never; answer: ServerHealth; item: never };
  getReadiness: { query: never; body: never; answer: ServerReadiness; item: never };
  getOpenApiJson: { query: never; body: never; answer: OpenApiDocument; item: never };
  getOpenApiYaml: { query: never; body: never; answer: string; item: never };
  getProblemReference: { query: never; body: never; answer: string; item: never };
  getJwks: { query: never; body: never; answer: JsonWebKeySet; item: never };
  getSmartConfiguration: { query: never; body: never; answer: SmartConfiguration; item: never };
  getFhirSmartConfiguration: { query: never; body: never; answer: SmartConfiguration; item: never };
  login: { query: never; body: LoginInput; answer: TokenAnswer | MfaRequired; item: never };
  verifyMfa: { query: never; body: MfaVerifyInput; answer: TokenAnswer; item: never };
  refreshTokens: { query: never; body: RefreshInput; answer: TokenPair; item: never };
  logout: { query: LogoutQuery; body: LogoutInput; answer: undefined; item: never };
  getMe: { query: never; body: never; answer: CurrentUser; item: never };
  setupMfa: { query: never; body: MfaSetupInput; answer: MfaSetup; item: never };
  confirmMfa: { query: never; body: MfaConfirmInput; answer: RecoveryCodes; item: never };
  disableMfa: { query: never; body: MfaDisableInput; answer: undefined; item: never };
  listSessions: { query: never; body: never; answer: SessionList; item: Session };
  endSession: { query: never; body: never; answer: undefined; item: never };
  changePassword: { query: never; body: PasswordChangeInput; answer: undefined; item: never };
  forgotPassword: { query: never; body: PasswordForgotInput; answer: undefined; item: never };
  resetPassword: { query: never; body: PasswordResetInput; answer: undefined; item: never };
  acceptInvitation: { query: never; body: InvitationAcceptInput; answer: TokenAnswer | MfaRequired; item: never };
  issueToken: { query: never; body: TokenRequest; answer: IssuedToken; item: never };
  introspectToken: { query: never; body: TokenForm; answer: TokenIntrospection; item: never };
  revokeToken: { query: never; body: TokenForm; answer: undefined; item: never };
  listOrganizations: { query: ListOrganizationsQuery; body: never; answer: OrganizationList; item: Organization };
  createOrganization: { query: never; body: OrganizationInput; answer: Organization; item: never };
  getOrganization: { query: never; body: never; answer: Organization; item: never };
  updateOrganization: { query: never; body: OrganizationPatch; answer: Organization; item: never };
  listMembers: { query: ListMembersQuery; body: never; answer: MemberList; item: Member };
  deleteMember: { query: never; body: never; answer: undefined; item: never };
  updateMember: { query: never; body: MemberPatch; answer: Member; item: never };
  listInvitations: { query: ListInvitationsQuery; body: never; answer: InvitationList; item: Invitation };
  createInvitation: { query: never; body: InvitationInput; answer: InvitationCreated; item: never };
  deleteInvitation: { query: never; body: never; answer: undefined; item: never };
  getBillingSettings: { query: GetBillingSettingsQuery; body: never; answer: BillingSettings; item: never };
  replaceBillingSettings: { query: never; body: BillingSettingsInput; answer: BillingSettings; item: never };
  listCharges: { query: never; body: never; answer: Charges; item: Charge };
  replaceCharges: { query: never; body: ChargesInput; answer: Charges; item: Charge };
  listFees: { query: never; body: never; answer: Fees; item: Fee };
  replaceFees: { query: never; body: FeesInput; answer: Fees; item: Fee };
  listApiKeys: { query: ListApiKeysQuery; body: never; answer: ApiKeyList; item: ApiKey };
  createApiKey: { query: never; body: ApiKeyInput; answer: ApiKeyCreated; item: never };
  deleteApiKey: { query: never; body: never; answer: undefined; item: never };
  listPatients: { query: ListPatientsQuery; body: never; answer: PatientList; item: Patient };
  createPatient: { query: never; body: PatientInput; answer: Patient; item: never };
  searchPatients: { query: never; body: PatientSearch; answer: PatientList; item: Patient };
  getPatient: { query: never; body: never; answer: Patient; item: never };
  replacePatient: { query: never; body: PatientInput; answer: Patient; item: never };
  deletePatient: { query: never; body: never; answer: undefined; item: never };
  updatePatient: { query: never; body: PatientPatch; answer: Patient; item: never };
  mergePatient: { query: never; body: PatientMergeInput; answer: Patient; item: never };
  exportPatientRecord: { query: never; body: never; answer: string; item: never };
  getAccessReport: { query: GetAccessReportQuery; body: never; answer: AccessReport; item: Access };
  listPractitioners: { query: ListPractitionersQuery; body: never; answer: PractitionerList; item: Practitioner };
  createPractitioner: { query: never; body: PractitionerInput; answer: Practitioner; item: never };
  getPractitioner: { query: never; body: never; answer: Practitioner; item: never };
  updatePractitioner: { query: never; body: PractitionerPatch; answer: Practitioner; item: never };
  listMetricDefinitions: { query: ListMetricDefinitionsQuery; body: never; answer: MetricDefinitionList; item: MetricDefinition };
  createMetricDefinition: { query: never; body: MetricDefinitionInput; answer: MetricDefinition; item: never };
  getMetricDefinition: { query: never; body: never; answer: MetricDefinition; item: never };
  updateMetricDefinition: { query: never; body: MetricDefinitionPatch; answer: MetricDefinition; item: never };
  listEnrollments: { query: ListEnrollmentsQuery; body: never; answer: EnrollmentList; item: Enrollment };
  createEnrollment: { query: never; body: EnrollmentInput; answer: Enrollment; item: never };
  getEnrollment: { query: never; body: never; answer: Enrollment; item: never };
  updateEnrollment: { query: never; body: EnrollmentPatch; answer: Enrollment; item: never };
  listEnrollmentHistory: { query: ListEnrollmentHistoryQuery; body: never; answer: EnrollmentHistory; item: EnrollmentHistoryEntry };
  listBillingFacts: { query: never; body: never; answer: BillingFactsOfEnrollment; item: never };
  replaceBillingFacts: { query: never; body: MonthFacts; answer: MonthFactsOnRecord; item: never };
  listObservations: { query: ListObservationsQuery; body: never; answer: ObservationList; item: Observation };
  recordObservation: { query: never; body: ObservationInput; answer: Observation; item: never };
  recordObservations: { query: never; body: ObservationBulkInput; answer: ObservationBulkResult; item: never };
  getObservation: { query: never; body: never; answer: Observation; item: never };
  voidObservation: { query: never; body: ObservationVoidInput; answer: Observation; item: never };
  listPatientObservations: { query: ListPatientObservationsQuery; body: never; answer: ObservationList; item: Observation };
  getPatientTrends: { query: GetPatientTrendsQuery; body: never; answer: PatientTrends; item: TrendBucket };
  listDevices: { query: ListDevicesQuery; body: never; answer: DeviceList; item: Device };
  createDevice: { query: never; body: DeviceInput; answer: Device; item: never };
  getDevice: { query: never; body: never; answer: Device; item: never };
  updateDevice: { query: never; body: DevicePatch; answer: Device; item: never };
  assignDevice: { query: never; body: DeviceAssignInput; answer: Device; item: never };
  unassignDevice: { query: never; body: DeviceUnassignInput; answer: Device; item: never };
  listAlertRules: { query: ListAlertRulesQuery; body: never; answer: AlertRuleList; item: AlertRule };
  createAlertRule: { query: never; body: AlertRuleInput; answer: AlertRule; item: never };
  getAlertRule: { query: never; body: never; answer: AlertRule; item: never };
  deleteAlertRule: { query: never; body: never; answer: undefined; item: never };
  updateAlertRule: { query: never; body: AlertRulePatch; answer: AlertRule; item: never };
  listAlerts: { query: ListAlertsQuery; body: never; answer: AlertList; item: Alert };
  listTriage: { query: ListTriageQuery; body: never; answer: TriageQueue; item: TriageItem };
  actOnAlerts: { query: never; body: AlertActionInput; answer: AlertActionResult; item: never };
  bulkResolveAlerts: { query: never; body: AlertBulkResolveInput; answer: AlertBulkResolveResult; item: never };
  getAlert: { query: never; body: never; answer: Alert; item: never };
  resolveAlert: { query: never; body: AlertResolveInput; answer: Alert; item: never };
  listTimeEntries: { query: ListTimeEntriesQuery; body: never; answer: TimeEntryList; item: TimeEntry };
  createTimeEntry: { query: never; body: TimeEntryInput; answer: TimeEntry; item: never };
  startTimeEntry: { query: never; body: TimerStartInput; answer: TimeEntry; item: never };
  stopTimeEntry: { query: never; body: TimerStopInput; answer: TimeEntry; item: never };
  getTimeEntry: { query: never; body: never; answer: TimeEntry; item: never };
  voidTimeEntry: { query: never; body: TimeEntryVoidInput; answer: TimeEntry; item: never };
  getBillingReadiness: { query: GetBillingReadinessQuery; body: never; answer: BillingReadiness; item: never };
  getBillingSummary: { query: GetBillingSummaryQuery; body: never; answer: BillingSummary; item: never };
  exportBilling: { query: ExportBillingQuery; body: never; answer: string; item: never };
  closeBillingMonth: { query: never; body: never; answer: BillingClose; item: never };
  reopenBillingMonth: { query: never; body: BillingReopenInput; answer: BillingReopen; item: never };
  listBillingAdjustments: { query: never; body: never; answer: BillingAdjustmentList; item: BillingAdjustment };
  listClaims: { query: ListClaimsQuery; body: never; answer: ClaimList; item: Claim };
  recordClaim: { query: never; body: ClaimInput; answer: Claim; item: never };
  markClaims: { query: never; body: ClaimMark; answer: ClaimMarked; item: never };
  exportClaim: { query: never; body: ClaimExportInput; answer: string; item: never };
  getClaim: { query: never; body: never; answer: Claim; item: never };
  updateClaim: { query: never; body: ClaimPatch; answer: Claim; item: never };
  listSignOffs: { query: never; body: never; answer: SignOffList; item: SignOff };
  createSignOff: { query: never; body: SignOffInput; answer: SignOff; item: never };
  listAuditEvents: { query: ListAuditEventsQuery; body: never; answer: AuditEventList; item: AuditEvent };
  verifyAuditEvents: { query: never; body: never; answer: AuditVerdict; item: never };
  listWebhooks: { query: ListWebhooksQuery; body: never; answer: WebhookList; item: Webhook };
  createWebhook: { query: never; body: WebhookInput; answer: WebhookCreated; item: never };
  getWebhook: { query: never; body: never; answer: Webhook; item: never };
  deleteWebhook: { query: never; body: never; answer: undefined; item: never };
  updateWebhook: { query: never; body: WebhookPatch; answer: Webhook; item: never };
  rotateWebhookSecret: { query: never; body: never; answer: WebhookRotated; item: never };
  testWebhook: { query: never; body: never; answer: DeliveryQueued; item: never };
  listWebhookDeliveries: { query: ListWebhookDeliveriesQuery; body: never; answer: DeliveryList; item: Delivery };
  resendWebhookDelivery: { query: never; body: never; answer: DeliveryQueued; item: never };
  watchEvents: { query: WatchEventsQuery; body: never; answer: string; item: never };
}
