import type { components } from "@vitaledge/contract/schema";
import type { FieldCipher } from "../../platform/field-cipher.js";
import type { Invitation, InvitationWithLink } from "./invitations.service.js";
import type { Member } from "./members.service.js";
import type {
  AddressColumn, AlertingColumn, BillingContactColumn, ClearinghouseColumn, OrganizationRow, SessionPolicyColumn,
} from "./organizations.sql.js";
import { openParts } from "./sealed-parts.js";

type Schemas = components["schemas"];

/** Readings older than this raise no alert, unless the organization says otherwise. */
const LATE_READING_HOURS = 72;

export const presentOrganization = (cipher: Pick<FieldCipher, "open">, row: OrganizationRow): Schemas["Organization"] => {
  const { address, billing_contact: contact } = openParts(cipher, row.organization_id, row);
  return {
    id: row.organization_id,
    name: row.name,
    plan: row.plan,
    requestsPerMinute: row.requests_per_minute,
    legalName: row.legal_name,
    timezone: row.timezone,
    npi: row.npi,
    taxonomyCode: row.taxonomy_code,
    taxId: row.tax_id,
    taxIdType: row.tax_id_type,
    address: address && presentAddress(address),
    billingContact: contact && presentContact(contact),
    submitterId: row.submitter_id,
    acceptsAssignment: row.accepts_assignment,
    clearinghouse: row.clearinghouse && presentClearinghouse(row.clearinghouse),
    sessionPolicy: presentSessionPolicy(row.session_policy),
    alerting: presentAlerting(row.alerting),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
};

const presentAddress = ({ line1, line2, city, state, postalCode, country }: AddressColumn): Schemas["Address"] => ({
  line1: line1 ?? null, line2: line2 ?? null, city: city ?? null, state: state ?? null, postalCode: postalCode ?? null, country: country ?? null,
});

const presentContact = ({ name, phone }: BillingContactColumn): Schemas["BillingContact"] => ({ name: name ?? null, phone: phone ?? null });

const presentClearinghouse = ({ receiverName, receiverId, senderQualifier, usage }: ClearinghouseColumn): Schemas["Clearinghouse"] => ({
  receiverName: receiverName ?? null, receiverId: receiverId ?? null, senderQualifier: senderQualifier ?? null, usage: usage ?? null,
});

const presentSessionPolicy = ({ idleMinutes, absoluteHours, requireMfa }: SessionPolicyColumn): Schemas["SessionPolicy"] => ({
  idleMinutes: idleMinutes ?? null, absoluteHours: absoluteHours ?? null, requireMfa: requireMfa ?? false,
});

export const presentAlerting = ({ lateReadingHours, unacknowledgedMinutes }: AlertingColumn): Schemas["Alerting"] => ({
  lateReadingHours: lateReadingHours ?? LATE_READING_HOURS, unacknowledgedMinutes: unacknowledgedMinutes ?? null,
});

export const presentMember = ({ user_id, person, role, created_at }: Member): Schemas["Member"] => ({
  userId: user_id,
  email: person.email,
  firstName: person.firstName,
  lastName: person.lastName,
  role,
  mfaEnabled: person.mfaEnabled,
  joinedAt: created_at.toISOString(),
});

export const presentInvitation = ({ id, email, role, expires_at, created_at }: Invitation): Schemas["Invitation"] => ({
  id, email, role, expiresAt: expires_at.toISOString(), createdAt: created_at.toISOString(),
});

export const presentInvitationWithLink = ({ expiresAt, ...invitation }: InvitationWithLink): Schemas["InvitationCreated"] => ({
  ...invitation, expiresAt: expiresAt.toISOString(),
});
