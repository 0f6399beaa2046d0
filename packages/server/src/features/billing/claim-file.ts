import { basicText, digitsOf } from "./export/x12.js";
import type { ClaimLine } from "./lines.js";
import type { Check, ClaimGap, OrganizationOnClaim } from "./parties.js";
import { namedGaps } from "./parties.js";
import { isPatientInsured } from "./relationships.js";

// Of what is there: what is not is among the gaps of every format.
const isUnwritable = (text: string | null | undefined): boolean => Boolean(text) && basicText(text) === "";

/** Of a file that is sent to be paid: a receiver turns it away without these. A test file names stand-ins. */
const deliveryChecks = ({ payerId }: ClaimLine, { contact, submitterId, receiver }: OrganizationOnClaim): Check[] => [
  [!basicText(payerId), "/patient/coverages/0/payerId", "PAYER"],
  [digitsOf(contact.phone) === "", "/organization/billingContact/phone", "BILLING_PROVIDER"],
  [!basicText(submitterId), "/organization/submitterId", "BILLING_PROVIDER"],
  [!basicText(receiver.id), "/organization/clearinghouse/receiverId", "BILLING_PROVIDER"],
];

/** What a claim file alone needs: a charge, names that its characters can write, and, to be paid, where it goes. */
export const claimFileGaps = (line: ClaimLine, organization: OrganizationOnClaim): ClaimGap[] =>
  namedGaps([
    [line.chargeCents === null, "/charge", "CHARGE"],
    [isUnwritable(line.lastName), "/patient/lastName", null],
    [isUnwritable(line.memberId), "/patient/coverages/0/memberId", "MEMBER_ID"],
    [isUnwritable(line.payer ?? line.payerId), "/patient/coverages/0/payerName", "PAYER"],
    [!isPatientInsured(line.relationship) && !basicText(line.subscriber?.lastName), "/patient/coverages/0/subscriber/lastName", null],
    [isUnwritable(line.rendering?.lastName), "/enrollment/renderingPractitionerId", "RENDERING_PROVIDER"],
    ...(organization.usage === "PRODUCTION" ? deliveryChecks(line, organization) : []),
  ]);
