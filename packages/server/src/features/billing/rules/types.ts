import type { LocalDate } from "../../../platform/civil.js";
import type { BillingSettings } from "./settings.js";

export type Program = "RPM" | "RTM" | "CCM" | "PCM" | "APCM";

export type StaffRole =
  | "CLINICAL_STAFF"
  | "PHYSICIAN"
  | "QHP"
  | "THERAPIST"
  | "THERAPY_ASSISTANT"
  | "NON_CLINICAL"
  | "AI";

/** `30d` a 30-day period, `mo` the calendar month, `ep` the episode, which is one enrollment. */
export type CodeClock = "30d" | "mo" | "ep";

/** SETUP and SUPPLY count days of a period; TIME and ADD_ON count minutes of the month; LEVEL goes by the patient. */
export type CodeKind = "SETUP" | "SUPPLY" | "TIME" | "ADD_ON" | "LEVEL";

/** What RTM watches; supply has codes of its own for each. */
export type RtmSystem = "RESPIRATORY" | "MSK" | "CBT";

/** What may decide which code of a group prevails. */
export type Choice = { readonly settings: BillingSettings; readonly staffMinutes: number };

/** One code as it stands between two dates of service. A changed threshold is another row of the same code. */
export type CodeRule = {
  readonly code: string;
  /** Our own short words; descriptors of CPT belong to the AMA. */
  readonly label: string;
  readonly program: Program;
  readonly effectiveFrom: LocalDate;
  /** The last date of service; null while the rule is in force. */
  readonly effectiveTo: LocalDate | null;
  readonly kind: CodeKind;
  readonly clock: CodeClock;
  /** Cumulative: qualifying days of the period, or whole minutes of the month. */
  readonly threshold: number;
  /** Minutes of each further unit of an add-on. */
  readonly step: number | null;
  /** Of the codes of one group at most one is billed in a period or month. */
  readonly group: string | null;
  /** Within the group the lower rank prevails. */
  readonly rank: number | ((choice: Choice) => number);
  /** The code an add-on rests on. */
  readonly base: string | null;
  /** Units at most where the settings name no other cap; null is without limit. */
  readonly cap: number | null;
  /** Whose minutes count: every eligible role's, or only those a physician or QHP spent personally. */
  readonly minutesOf: "ELIGIBLE" | "PRACTITIONER";
  /** Needs moderate or high medical decision making, which the practitioner says and no time implies. */
  readonly needsMdm?: true;
  /** The RTM system whose supply it is. */
  readonly system?: RtmSystem;
  /** The patients an APCM level is for; `conditions` is the least number of chronic conditions. */
  readonly level?: { readonly conditions: number; readonly below: number | null; readonly beneficiary: boolean | null };
  /** Needs one live two-way exchange in the month. */
  readonly interactive: boolean;
  /** Needs a qualifying reading in the month: never, always, or as `zeroDataManagement` says. */
  readonly needsData: "NEVER" | "ALWAYS" | "SETTING";
  /** A step of the ladder of minutes that readiness leads up. */
  readonly ladder: boolean;
  /** Held back inside an OWN alignment of the ACCESS model. */
  readonly heldByAccess: boolean;
};
