import type { components } from "@vitaledge/contract/schema";
import { fail } from "../../http/problem.js";
import { isTimeZone } from "../../platform/civil.js";
import { normalizePhone, normalizeState } from "../patients/contact.js";
import { isNpi } from "../practitioners/npi.js";
import type { AddressColumn, BillingContactColumn, OrganizationColumns } from "./organizations.sql.js";

export type OrganizationInput = components["schemas"]["OrganizationInput"];
export type OrganizationPatch = components["schemas"]["OrganizationPatch"];

/** Keeps the rules that need more than the schema. */
export const expectOrganization = ({ timezone, npi }: Pick<OrganizationPatch, "timezone" | "npi">): void => {
  if (timezone !== undefined && !isTimeZone(timezone)) {
    const message = "is no time zone of the IANA database, such as America/New_York";
    fail("invalid_timezone", { detail: `The time zone ${message}.`, errors: [{ pointer: "/timezone", code: "timezone", message }] });
  }
  if (npi && !isNpi(npi)) {
    const message = "has a wrong check digit";
    fail("invalid_npi", { detail: `The NPI ${message}.`, errors: [{ pointer: "/npi", code: "check_digit", message }] });
  }
};

/** Everything people may set, as columns in clear; what is not given is empty or has its default. */
export const columnsOf = (input: OrganizationInput): OrganizationColumns => ({
  name: input.name,
  legal_name: input.legalName ?? null,
  timezone: input.timezone,
  npi: input.npi ?? null,
  taxonomy_code: input.taxonomyCode ?? null,
  tax_id: input.taxId ?? null,
  tax_id_type: input.taxIdType ?? null,
  address: input.address ? addressOf(input.address) : null,
  billing_contact: input.billingContact ? contactOf(input.billingContact, input.address?.country) : null,
  submitter_id: input.submitterId ?? null,
  accepts_assignment: input.acceptsAssignment ?? true,
  clearinghouse: input.clearinghouse ?? null,
  session_policy: input.sessionPolicy ?? {},
  alerting: input.alerting ?? {},
});

const addressOf = (address: AddressColumn): AddressColumn => ({
  ...address,
  ...(address.state && { state: normalizeState(address.state, address.country) }),
});

const contactOf = (contact: BillingContactColumn, country: string | null | undefined): BillingContactColumn => ({
  ...contact,
  ...(contact.phone && { phone: normalizePhone(contact.phone, country).phone }),
});
