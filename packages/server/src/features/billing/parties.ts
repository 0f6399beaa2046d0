import type { LocalDate } from "../../platform/civil.js";
import type { FeeTable } from "./fees.js";
import { feeOn } from "./fees.js";

export type AddressOnClaim = {
  readonly line1: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
};

/** Who is named on a patient's claim lines. Null is what nobody has entered. */
export type ClaimParties = {
  readonly organization: {
    readonly id: string;
    readonly npi: string | null;
    readonly taxId: string | null;
    readonly address: AddressOnClaim | null;
  };
  readonly patient: {
    readonly id: string;
    readonly lastName: string | null;
    readonly firstName: string | null;
    readonly birthDate: LocalDate | null;
    readonly sex: "MALE" | "FEMALE" | "OTHER" | "UNKNOWN" | null;
    readonly mrn: string | null;
    readonly address: AddressOnClaim | null;
    /** The primary coverage on the day of service. */
    readonly coverage: {
      readonly payerName: string | null;
      readonly payerId: string | null;
      readonly memberId: string | null;
    } | null;
  };
  /** What the enrollment adds. */
  readonly service: {
    readonly renderingNpi: string | null;
    readonly supervisingNpi: string | null;
    readonly placeOfService: string;
    readonly modifiers: readonly string[];
  };
  readonly devices: ReadonlyMap<string, { readonly type: string | null; readonly serialNumber: string | null }>;
  /** The practice's own prices. */
  readonly charges: FeeTable;
};

export type MissingPart =
  | "MEMBER_ID" | "PAYER" | "RENDERING_PROVIDER" | "BILLING_PROVIDER" | "PATIENT_ADDRESS" | "CHARGE";

/** A field a claim line cannot do without; `part` is how readiness calls it, null where it has no word for it. */
export type ClaimGap = { readonly pointer: string; readonly part: MissingPart | null };

type Check = readonly [missing: boolean, pointer: string, part: MissingPart | null];

const lacksAddress = (address: AddressOnClaim | null): boolean =>
  !address?.line1 || !address.city || !address.state || !address.postalCode;

const checks = ({ organization, patient, service }: ClaimParties): Check[] => [
  [!patient.lastName, "/patient/lastName", null],
  [!patient.firstName, "/patient/firstName", null],
  [!patient.birthDate, "/patient/birthDate", null],
  [!patient.sex, "/patient/sex", null],
  [lacksAddress(patient.address), "/patient/address", "PATIENT_ADDRESS"],
  [!patient.coverage?.memberId, "/patient/coverages/0/memberId", "MEMBER_ID"],
  [!patient.coverage?.payerName && !patient.coverage?.payerId, "/patient/coverages/0/payerName", "PAYER"],
  [!organization.npi, "/organization/npi", "BILLING_PROVIDER"],
  [!organization.taxId, "/organization/taxId", "BILLING_PROVIDER"],
  [lacksAddress(organization.address), "/organization/address", "BILLING_PROVIDER"],
  [!service.renderingNpi, "/enrollment/renderingPractitionerId", "RENDERING_PROVIDER"],
];

/** What every format of the export needs and the line lacks, beside the diagnosis, which is a gate of its own. */
export const claimGaps = (parties: ClaimParties): ClaimGap[] =>
  checks(parties).flatMap(([missing, pointer, part]) => (missing ? [{ pointer, part }] : []));

export const chargeOf = (parties: ClaimParties, code: string, dos: LocalDate, units: number): number | null => {
  const cents = feeOn(parties.charges, code, dos)?.amountCents ?? null;
  return cents === null ? null : cents * units;
};

/** 837P alone needs a charge. */
export const chargeGaps = (parties: ClaimParties, lines: readonly { code: string; dosTo: LocalDate }[]): ClaimGap[] =>
  lines.some(({ code, dosTo }) => chargeOf(parties, code, dosTo, 1) === null)
    ? [{ pointer: "/charge", part: "CHARGE" }]
    : [];
