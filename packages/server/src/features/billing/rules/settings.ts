import { firstDay, type HalfOpenSpan, type Month } from "../../../platform/civil.js";
import type { Program, StaffRole } from "./types.js";

export type CountedSource = "DEVICE" | "MANUAL" | "PATIENT_REPORTED";
export type Activity =
  | "CALL" | "VIDEO" | "REVIEW" | "MESSAGE" | "CARE_COORDINATION" | "CARE_PLAN" | "SETUP" | "OTHER";

/** What CMS leaves open, decided by the organization. The order of the alternatives is: default first. */
export type BillingSettings = {
  readonly periodMode: "ROLLING_30" | "CALENDAR_MONTH";
  readonly periodAnchor: "LATEST" | "START" | "SETUP";
  readonly dayBasis: "MEASURED" | "RECEIVED";
  readonly monthEdge: "SPLIT" | "START";
  readonly emDayRule: "WHOLE_DAY" | "NONE";
  readonly zeroDataManagement: "HOLD" | "ALLOW";
  readonly rpmRtmWinner: "RPM" | "RTM";
  readonly careManagementWinner: readonly ("APCM" | "CCM" | "PCM")[];
  readonly ccmFold: "STAFF" | "PRACTITIONER";
  readonly complexCcm: "WHEN_MDM" | "NEVER";
  readonly collectionCode: "99457_FIRST" | "99091_FIRST";
  readonly interactiveKinds: readonly Activity[];
  readonly countedSources: { readonly [P in Program]?: readonly CountedSource[] };
  readonly eligibleRoles: { readonly [P in Program]?: readonly StaffRole[] };
  readonly caps: { readonly [code: string]: number };
  readonly setupDate: "SETUP" | "FIRST_LINE";
  readonly accessAlignment: "HOLD" | "WARN";
};

/** Settings count from a month on; a change never alters an earlier month. */
export type DatedSettings = { readonly effectiveFrom: Month; readonly settings: BillingSettings };

const CLINICAL: readonly StaffRole[] = ["CLINICAL_STAFF", "PHYSICIAN", "QHP"];

export const DEFAULT_SETTINGS: BillingSettings = {
  periodMode: "ROLLING_30",
  periodAnchor: "LATEST",
  dayBasis: "MEASURED",
  monthEdge: "SPLIT",
  emDayRule: "WHOLE_DAY",
  zeroDataManagement: "HOLD",
  rpmRtmWinner: "RPM",
  careManagementWinner: ["APCM", "CCM", "PCM"],
  ccmFold: "STAFF",
  complexCcm: "WHEN_MDM",
  collectionCode: "99457_FIRST",
  interactiveKinds: ["CALL", "VIDEO"],
  countedSources: { RPM: ["DEVICE"], RTM: ["DEVICE", "PATIENT_REPORTED"] },
  eligibleRoles: {
    RPM: CLINICAL, CCM: CLINICAL, PCM: CLINICAL,
    RTM: [...CLINICAL, "THERAPIST", "THERAPY_ASSISTANT"],
  },
  caps: { "99458": 2, "98981": 2, "99439": 2, "99437": 2, "99427": 2 },
  setupDate: "SETUP",
  accessAlignment: "HOLD",
};

/** What is left out keeps its default, inside the maps as well. */
export const completeSettings = (given: Partial<BillingSettings>): BillingSettings => ({
  ...DEFAULT_SETTINGS,
  ...given,
  countedSources: { ...DEFAULT_SETTINGS.countedSources, ...given.countedSources },
  eligibleRoles: { ...DEFAULT_SETTINGS.eligibleRoles, ...given.eligibleRoles },
  caps: { ...DEFAULT_SETTINGS.caps, ...given.caps },
});

/** The days of measurement whose readings are counted by the day they came on: each reading has one day, in whatever month it is asked for. */
export const daysByReceipt = (history: readonly DatedSettings[]): HalfOpenSpan[] => {
  const sorted = history.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return sorted.flatMap(({ effectiveFrom, settings }, at) => {
    const next = sorted[at + 1]?.effectiveFrom;
    return settings.dayBasis === "RECEIVED" ? [{ from: firstDay(effectiveFrom), before: next ? firstDay(next) : null }] : [];
  });
};

export const settingsOf = (history: readonly DatedSettings[], month: Month): BillingSettings => {
  let latest: DatedSettings | undefined;
  for (const entry of history) {
    if (entry.effectiveFrom <= month && entry.effectiveFrom >= (latest?.effectiveFrom ?? "")) latest = entry;
  }
  return latest?.settings ?? DEFAULT_SETTINGS;
};
