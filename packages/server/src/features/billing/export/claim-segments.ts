import type { ClaimLine } from "../lines.js";
import type { AddressOnClaim, OrganizationOnClaim, PractitionerOnClaim } from "../parties.js";
import { isPatientInsured, relationshipCode } from "../relationships.js";
import { diagnosesOfClaim, pointedAt } from "./claim-groups.js";
import { basicText, digitsOf, segment } from "./x12.js";

// Lengths are those of the guide's elements (005010X222A1).
const person = (role: string, last: string | null | undefined, first: string | null | undefined, ...id: [kind: string, value: string] | []): string =>
  segment("NM1", role, 1, basicText(last, 60), basicText(first, 35), "", "", "", ...id);

const company = (role: string, name: string, kind: string, id: string): string => segment("NM1", role, 2, basicText(name, 60), "", "", "", "", kind, id);

const dateText = (date: string | null): string => digitsOf(date);

/** A country is named where it is not the United States; only there and in Canada are there states. */
const addressSegments = (address: AddressOnClaim | null, zipOf: (digits: string) => string = (digits) => digits): string[] => {
  const country = basicText(address?.country, 2);
  const abroad = country !== "" && country !== "US";
  const state = basicText(address?.state);
  const postalCode = abroad ? basicText(address?.postalCode, 15) : zipOf(digitsOf(address?.postalCode).slice(0, 9));
  return [
    segment("N3", basicText(address?.line1, 55), basicText(address?.line2, 55)),
    segment("N4", basicText(address?.city, 30), state.length === 2 ? state : "", postalCode, abroad ? country : ""),
  ];
};

/** The guide wants nine digits of the billing provider: 9998 stands for an extension nobody has entered. */
const nineDigits = (digits: string): string => (digits.length === 5 ? `${digits}9998` : digits);

/** Ten digits without the country's 1. A test file may have none to show. */
const phoneOf = (phone: string | null): string => digitsOf(phone).replace(/^1(?=\d{10}$)/, "") || "0000000000";

/** Who sends and who receives; a test file of an organization without a clearinghouse has stand-ins. */
export const submitterOf = ({ submitterId, taxId }: OrganizationOnClaim): string => basicText(submitterId, 80) || digitsOf(taxId) || "SUBMITTER";
export const receiverOf = ({ receiver }: OrganizationOnClaim): string => basicText(receiver.id, 80) || "RECEIVER";

/** Loops 1000A, 1000B, 2000A and 2010AA. */
export const organizationSegments = (organization: OrganizationOnClaim): string[] => {
  const { name, npi, taxonomyCode, taxId, taxIdType, address, contact, receiver } = organization;
  return [
    company("41", name, "46", submitterOf(organization)),
    segment("PER", "IC", basicText(contact.name, 60), "TE", phoneOf(contact.phone)),
    company("40", receiver.name ?? receiverOf(organization), "46", receiverOf(organization)),
    segment("HL", 1, "", 20, 1),
    ...(taxonomyCode ? [segment("PRV", "BI", "PXC", taxonomyCode)] : []),
    company("85", name, "XX", npi ?? ""),
    ...addressSegments(address, nineDigits),
    segment("REF", taxIdType === "SSN" ? "SY" : "EI", digitsOf(taxId)),
  ];
};

const patientSegments = (line: ClaimLine): string[] => [
  ...addressSegments(line.address),
  segment("DMG", "D8", dateText(line.birthDate), line.sex ?? "U"),
];

const MEDICARE_B = /^MEDICARE( PART B)?$/;

/** SBR09. What nobody has entered is "mutually defined", but a payer that is called Medicare is. */
export const filingCodeOf = ({ filingCode, payer }: ClaimLine): string => basicText(filingCode, 2) || (MEDICARE_B.test(basicText(payer)) ? "MB" : "ZZ");

/** Loops 2000B, 2010BA and 2010BB, and where another than the patient is insured 2000C and 2010CA; `hl` is the first level's number. */
export const subscriberSegments = (line: ClaimLine, hl: number): { segments: string[]; levels: number } => {
  const own = isPatientInsured(line.relationship);
  const insured = own ? line : line.subscriber;
  const payerId = basicText(line.payerId, 80) || basicText(line.payer, 80);
  const segments = [
    segment("HL", hl, 1, 22, own ? 0 : 1),
    segment("SBR", "P", own ? "18" : "", basicText(line.groupNumber, 50), "", "", "", "", "", filingCodeOf(line)),
    person("IL", insured?.lastName, insured?.firstName, "MI", basicText(line.memberId, 80)),
    ...(own ? patientSegments(line) : []),
    company("PR", basicText(line.payer) || payerId, "PI", payerId),
  ];
  if (own) return { segments, levels: 1 };
  segments.push(
    segment("HL", hl + 1, hl, 23, 0), segment("PAT", relationshipCode(line.relationship)),
    person("QC", line.lastName, line.firstName), ...patientSegments(line),
  );
  return { segments, levels: 2 };
};

const money = (cents: number): string => String(cents / 100);

const bareCode = (code: string): string => basicText(code).replaceAll(".", "");

const practitionerSegment = (role: string, { npi, lastName, firstName }: PractitionerOnClaim): string => person(role, lastName, firstName, "XX", npi);

/** The one supervising practitioner of all lines, for loop 2310D; undefined where lines differ and each names its own. */
const commonSupervisor = (lines: readonly ClaimLine[]): PractitionerOnClaim | null | undefined =>
  new Set(lines.map(({ supervising }) => supervising?.npi)).size === 1 ? lines[0]!.supervising : undefined;

const supervisingSegments = (line: ClaimLine, supervising: PractitionerOnClaim | null | undefined): string[] =>
  supervising && supervising.npi !== line.rendering?.npi ? [practitionerSegment("DQ", supervising)] : [];

const renderingSegments = ({ rendering, billingNpi }: ClaimLine): string[] =>
  !rendering || rendering.npi === billingNpi ? [] : [
    practitionerSegment("82", rendering),
    ...(rendering.taxonomyCode ? [segment("PRV", "PE", "PXC", rendering.taxonomyCode)] : []),
  ];

/** Loops 2300, 2310B, 2310D and for each line 2400, 2420D and 2420E. */
export const claimSegments = (lines: readonly ClaimLine[], controlNumber: string, { acceptsAssignment }: OrganizationOnClaim): string[] => {
  const [first] = lines;
  if (!first) return [];
  const diagnoses = diagnosesOfClaim(lines);
  const frequency = first.frequency ?? "1";
  const supervisor = commonSupervisor(lines);
  const place = basicText(first.placeOfService, 2);
  const total = lines.reduce((sum, { chargeCents }) => sum + (chargeCents ?? 0), 0);
  return [
    segment("CLM", controlNumber, money(total), "", "", [place, "B", frequency], "Y", acceptsAssignment ? "A" : "C", "Y", "Y"),
    ...(frequency !== "1" && first.payerClaimNumber ? [segment("REF", "F8", basicText(first.payerClaimNumber, 50))] : []),
    segment("HI", ...diagnoses.map((code, at) => [at === 0 ? "ABK" : "ABF", bareCode(code)])),
    ...renderingSegments(first),
    ...supervisingSegments(first, supervisor),
    ...lines.flatMap((line, at) => lineSegments(line, at + 1, {
      controlNumber, place, pointers: pointedAt(line).map((code) => diagnoses.indexOf(code) + 1),
      supervising: supervisor === undefined ? line.supervising : null,
    })),
  ];
};

type InClaim = { controlNumber: string; place: string; pointers: number[]; supervising: PractitionerOnClaim | null };

const lineSegments = (line: ClaimLine, number: number, { controlNumber, place, pointers, supervising }: InClaim): string[] => {
  const own = basicText(line.placeOfService, 2);
  const [from, to] = [dateText(line.dosFrom), dateText(line.dosTo)];
  return [
    segment("LX", number),
    segment("SV1", ["HC", line.code, ...line.modifiers.slice(0, 4).map((modifier) => basicText(modifier, 2))],
      money(line.chargeCents ?? 0), "UN", line.units, own === place ? "" : own, "", pointers),
    segment("DTP", "472", from === to ? "D8" : "RD8", from === to ? to : `${from}-${to}`),
    segment("REF", "6R", line.lineControlNumber ?? `${controlNumber}-${number}`),
    ...supervisingSegments(line, supervising),
    ...(line.ordering ? [practitionerSegment("DK", line.ordering)] : []),
  ];
};
