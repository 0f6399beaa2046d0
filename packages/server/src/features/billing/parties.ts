import type { LocalDate } from "../../platform/civil.js";
import type { FeeTable } from "./fees.js";
import { feeOn } from "./fees.js";

export type AddressOnClaim = {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
};

/** The organization as claims name it, plain JSON: the close keeps one with the month, so that its file stays the same. */
export type OrganizationOnClaim = {
  readonly id: string;
  readonly name: string;
  readonly npi: string | null;
  readonly taxonomyCode: string | null;
  readonly taxId: string | null;
  readonly taxIdType: "EIN" | "SSN" | null;
  readonly address: AddressOnClaim | null;
  readonly contact: { readonly name: string | null; readonly phone: string | null };
  readonly submitterId: string | null;
  readonly acceptsAssignment: boolean;
  readonly receiver: { readonly name: string | null; readonly id: string | null };
  readonly senderQualifier: string | null;
  /** Whether files go to be paid. Null counts as TEST. */
  readonly usage: "TEST" | "PRODUCTION" | null;
};

export type PractitionerOnClaim = {
  readonly npi: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly taxonomyCode: string | null;
};

export type SignOffOnClaim = { readonly practitionerId: string; readonly at: string };

/** Sex as claims have it. */
export type SexOnClaim = "M" | "F" | "U";

/** Who is insured, where that is not the patient. */
export type SubscriberOnClaim = {
  readonly lastName: string | null;
  readonly firstName: string | null;
};

export type CoverageOnClaim = {
  readonly payerName: string | null;
  readonly payerId: string | null;
  readonly memberId: string | null;
  readonly groupNumber: string | null;
  /** Of the claim's kind of insurance (SBR09), such as MB for Medicare Part B. */
  readonly filingCode: string | null;
  readonly relationship: string | null;
  readonly subscriber: SubscriberOnClaim | null;
};

/** Who is named on a patient's claim lines. Null is what nobody has entered. */
export type ClaimParties = {
  readonly organization: OrganizationOnClaim;
  readonly patient: {
    readonly id: string;
    readonly lastName: string | null;
    readonly firstName: string | null;
    readonly birthDate: LocalDate | null;
    readonly sex: SexOnClaim | null;
    readonly mrn: string | null;
    readonly address: AddressOnClaim | null;
    /** The primary coverage on the day of service. */
    readonly coverage: CoverageOnClaim | null;
  };
  /** What the enrollment adds. */
  readonly service: {
    readonly rendering: PractitionerOnClaim | null;
    readonly ordering: PractitionerOnClaim | null;
    readonly supervising: PractitionerOnClaim | null;
    readonly placeOfService: string;
    readonly modifiers: readonly string[];
    readonly signOffs: readonly SignOffOnClaim[];
  };
  readonly devices: ReadonlyMap<string, { readonly type: string | null; readonly serialNumber: string | null }>;
  /** The practice's own prices. */
  readonly charges: FeeTable;
};

export type MissingPart =
  | "MEMBER_ID" | "PAYER" | "RENDERING_PROVIDER" | "BILLING_PROVIDER" | "PATIENT_ADDRESS" | "CHARGE";

/** A field a claim line cannot do without; `part` is how readiness calls it, null where it has no word for it. */
export type ClaimGap = { readonly pointer: string; readonly part: MissingPart | null };

export type Check = readonly [missing: boolean, pointer: string, part: MissingPart | null];

const lacksAddress = (address: AddressOnClaim | null): boolean =>
  !address?.line1 || !address.city || !address.state || !address.postalCode;

type Field = readonly [isMissing: (parties: ClaimParties) => boolean, gap: ClaimGap];

const FIELDS: readonly Field[] = [
  [({ patient }) => !patient.lastName, { pointer: "/patient/lastName", part: null }],
  [({ patient }) => !patient.firstName, { pointer: "/patient/firstName", part: null }],
  [({ patient }) => !patient.birthDate, { pointer: "/patient/birthDate", part: null }],
  [({ patient }) => !patient.sex, { pointer: "/patient/sex", part: null }],
  [({ patient }) => lacksAddress(patient.address), { pointer: "/patient/address", part: "PATIENT_ADDRESS" }],
  [({ patient }) => !patient.coverage?.memberId, { pointer: "/patient/coverages/0/memberId", part: "MEMBER_ID" }],
  [({ patient }) => !patient.coverage?.payerName && !patient.coverage?.payerId, { pointer: "/patient/coverages/0/payerName", part: "PAYER" }],
  [({ organization }) => !organization.npi, { pointer: "/organization/npi", part: "BILLING_PROVIDER" }],
  [({ organization }) => !organization.taxId, { pointer: "/organization/taxId", part: "BILLING_PROVIDER" }],
  [({ organization }) => lacksAddress(organization.address), { pointer: "/organization/address", part: "BILLING_PROVIDER" }],
  [({ service }) => !service.rendering, { pointer: "/enrollment/renderingPractitionerId", part: "RENDERING_PROVIDER" }],
];

export const namedGaps = (given: readonly Check[]): ClaimGap[] =>
  given.flatMap(([missing, pointer, part]) => (missing ? [{ pointer, part }] : []));

/** What every format of the export needs and the line lacks, beside the diagnosis, which is a gate of its own. */
export const claimGaps = (parties: ClaimParties): ClaimGap[] => FIELDS.filter(([isMissing]) => isMissing(parties)).map(([, gap]) => gap);

export const chargeOf = (parties: ClaimParties, code: string, dos: LocalDate, units: number): number | null => {
  const cents = feeOn(parties.charges, code, dos)?.amountCents ?? null;
  return cents === null ? null : cents * units;
};

/** 837P alone needs a charge: for readiness. */
export const chargeGaps = (parties: ClaimParties, lines: readonly { code: string; dosTo: LocalDate }[]): ClaimGap[] =>
  lines.some(({ code, dosTo }) => chargeOf(parties, code, dosTo, 1) === null)
    ? [{ pointer: "/charge", part: "CHARGE" }]
    : [];
