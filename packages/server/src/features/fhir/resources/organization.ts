import type { Address, Organization } from "fhir/r4.js";
import { organizationForms, presentOrganization, type Organization as Tenant, type OrganizationRow } from "../../organizations/organizations.service.js";
import { rowSource, type RowType } from "./row-source.js";
import { HL7, NPI, ROW_ID, usCore } from "./systems.js";

const EIN = "urn:oid:2.16.840.1.113883.4.4";

const addressOf = ({ address }: Tenant): Address[] => {
  if (!address) return [];
  const { line1, line2, city, state, postalCode, country } = address;
  const line = [line1, line2].flatMap((text) => text || []);
  return [{
    ...(line.length && { line }), ...(city && { city }), ...(state && { state }), ...(postalCode && { postalCode }), ...(country && { country }),
  }];
};

const organizationOf = (tenant: Tenant): Organization => {
  const address = addressOf(tenant);
  return {
    resourceType: "Organization",
    meta: { profile: [usCore("organization")] },
    identifier: [
      ...(tenant.npi ? [{ system: NPI, value: tenant.npi }] : []),
      ...(tenant.taxId && tenant.taxIdType === "EIN" ? [{ system: EIN, value: tenant.taxId }] : []),
      { system: ROW_ID, value: tenant.id },
    ],
    active: true,
    type: [{ coding: [{ system: `${HL7}/organization-type`, code: "prov", display: "Healthcare Provider" }] }],
    name: tenant.name,
    ...(tenant.legalName && { alias: [tenant.legalName] }),
    ...(tenant.billingContact?.phone && { telecom: [{ system: "phone" as const, value: tenant.billingContact.phone }] }),
    ...(address.length && { address }),
  };
};

const organizations: RowType<OrganizationRow> = {
  type: "Organization",
  forms: organizationForms,
  patientIds: () => [],
  maker: async (tx) => (form) => organizationOf(presentOrganization(tx, form)),
};

/** The tenant itself. */
export const organizationSource = rowSource(organizations);
