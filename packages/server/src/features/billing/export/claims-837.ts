import { localDateOf, localTimeOf, type LocalDate } from "../../../platform/civil.js";
import type { ClaimLine } from "../lines.js";
import type { OrganizationOnClaim } from "../parties.js";
import { groupClaims, subscriberKey } from "./claim-groups.js";
import { claimSegments, organizationSegments, receiverOf, submitterOf, subscriberSegments } from "./claim-segments.js";
import { basicText, digitsOf, interchangeHeader, segment } from "./x12.js";

/** The guide that files follow, as GS08 and ST03 name it. */
const GUIDE = "005010X222A1";
/** The guide's advice for CLM in one transaction set; the next claims begin another. */
const CLAIMS_PER_SET = 5000;

/** What stands around the claims. Times are `HHMM`; further transaction sets count on from `st`. */
export type ClaimFileHead = {
  readonly control: { readonly isa: number; readonly gs: number; readonly st: number };
  readonly date: LocalDate;
  readonly time: string;
  readonly usage: "T" | "P";
};

/** Of a month that is open: a test without numbers of its own. */
export const openMonthHead = (asOf: LocalDate): ClaimFileHead => ({ control: { isa: 1, gs: 1, st: 1 }, date: asOf, time: "0000", usage: "T" });

/** Of what was closed or exported with a control number of its own; what is not for PRODUCTION is a test. */
export const headOf = (control: number, at: Date, timezone: string, usage: OrganizationOnClaim["usage"]): ClaimFileHead => ({
  control: { isa: control, gs: control, st: 1 },
  date: localDateOf(at, timezone),
  time: localTimeOf(at, timezone).slice(0, 5).replace(":", ""),
  usage: usage === "PRODUCTION" ? "P" : "T",
});

const nineDigits = (control: number): string => String(control).padStart(9, "0");
const setNumber = (st: number): string => String(st).padStart(4, "0");

const envelopeHead = ({ control, date, time, usage }: ClaimFileHead, organization: OrganizationOnClaim): string => {
  const [sender, receiver, day] = [submitterOf(organization), receiverOf(organization), digitsOf(date)];
  const senderQualifier = basicText(organization.senderQualifier) || "ZZ";
  return interchangeHeader({ senderQualifier, sender, receiver, date: day.slice(2), time, control: nineDigits(control.isa), usage })
    + segment("GS", "HC", sender.slice(0, 15).trimEnd(), receiver.slice(0, 15).trimEnd(), day, time, control.gs, "X", GUIDE);
};

const envelopeTail = ({ control }: ClaimFileHead, sets: number): string =>
  segment("GE", sets, control.gs) + segment("IEA", 1, nineDigits(control.isa));

/** The transaction set being written: how many segments and claims it has, and its last hierarchical level. */
type OpenSet = { readonly st: number; segments: number; claims: number; level: number };

const setHead = ({ control, date, time }: ClaimFileHead, organization: OrganizationOnClaim, st: number): string[] => [
  segment("ST", "837", setNumber(st), GUIDE),
  segment("BHT", "0019", "00", `${nineDigits(control.isa)}-${st}`, digitsOf(date), time, "CH"),
  ...organizationSegments(organization),
];

const setTail = ({ st, segments }: OpenSet): string => segment("SE", segments + 1, setNumber(st));

/** Lines stand by patient; one patient's in memory at a time. */
async function* byPatient(lines: AsyncIterable<ClaimLine> | Iterable<ClaimLine>): AsyncGenerator<ClaimLine[]> {
  let own: ClaimLine[] = [];
  for await (const line of lines) {
    if (own[0] && own[0].patientId !== line.patientId) {
      yield own;
      own = [];
    }
    own.push(line);
  }
  if (own.length > 0) yield own;
}

/** Claims of one subscriber stand together under their level. */
const bySubscriber = (claims: readonly ClaimLine[][]): ClaimLine[][][] => {
  const groups = new Map<string, ClaimLine[][]>();
  for (const claim of claims) {
    const key = subscriberKey(claim[0]!);
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
};

/** The segments of one patient's claims; `before` is how many claims the file has already. */
const patientSegments = (claims: readonly ClaimLine[][], open: OpenSet, before: number, organization: OrganizationOnClaim): string[] => {
  let number = before;
  return bySubscriber(claims).flatMap((covered) => {
    const subscriber = subscriberSegments(covered[0]![0]!, open.level + 1);
    open.level += subscriber.levels;
    return [...subscriber.segments, ...covered.flatMap((claim) => {
      number += 1;
      return claimSegments(claim, claim[0]!.patientControlNumber ?? `T${String(number).padStart(8, "0")}`, organization);
    })];
  });
};

/**
 * X12 005010X222A1, professional claims, of lines that the default export has and that lack nothing a claim file needs
 * (`claimFileGaps`), in order of patients. Claims without control numbers are counted through the file, which makes the
 * same ones each time: `T00000001` and its lines `T00000001-1` and on. Without any line there is an envelope without a
 * transaction set, which would need a claim.
 */
export async function* write837(
  head: ClaimFileHead, organization: OrganizationOnClaim, lines: AsyncIterable<ClaimLine> | Iterable<ClaimLine>,
): AsyncGenerator<string> {
  yield envelopeHead(head, organization);
  let open: OpenSet | undefined;
  let [sets, written] = [0, 0];
  for await (const own of byPatient(lines)) {
    const claims = groupClaims(own);
    const segments: string[] = [];
    if (!open || open.claims + claims.length > CLAIMS_PER_SET) {
      if (open) yield setTail(open);
      open = { st: head.control.st + sets, segments: 0, claims: 0, level: 1 };
      sets += 1;
      segments.push(...setHead(head, organization, open.st));
    }
    segments.push(...patientSegments(claims, open, written, organization));
    written += claims.length;
    open.claims += claims.length;
    open.segments += segments.length;
    yield segments.join("");
  }
  yield (open ? setTail(open) : "") + envelopeTail(head, sets);
}
