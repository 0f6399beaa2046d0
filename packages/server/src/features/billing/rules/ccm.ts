import type { Choice, CodeRule } from "./types.js";

const BASE = {
  program: "CCM", kind: "TIME", clock: "mo", step: null, group: "CCM_BASE", base: null, cap: 1, minutesOf: "ELIGIBLE",
  interactive: false, needsData: "NEVER", ladder: true, heldByAccess: true, effectiveTo: null,
} as const satisfies Partial<CodeRule>;

const ADD_ON = { ...BASE, kind: "ADD_ON", group: null, rank: 0 } as const satisfies Partial<CodeRule>;

/** Staff minutes from which the practitioner's are folded into the staff family. */
const STAFF_FIRST = 20;

const complexRank = ({ settings }: Choice): number => (settings.complexCcm === "WHEN_MDM" ? 1 : 9);

const practitionerRank = ({ settings, staffMinutes }: Choice): number =>
  settings.ccmFold === "PRACTITIONER" || staffMinutes < STAFF_FIRST ? 2 : 4;

/**
 * Chronic care management, in the order in which answers list the codes. One family a month: complex where the
 * practitioner said so, else staff with 20 minutes of their own, else the practitioner's own 30, else staff over all.
 */
export const CCM_RULES: readonly CodeRule[] = [
  {
    ...BASE, code: "99490", label: "Staff care management, first 20 minutes", rank: 3,
    effectiveFrom: "2015-01-01", threshold: 20,
  },
  {
    ...ADD_ON, code: "99439", label: "Staff care management, each further 20 minutes", base: "99490", step: 20, cap: 2,
    effectiveFrom: "2021-01-01", threshold: 40,
  },
  {
    ...BASE, code: "99487", label: "Complex care management, first 60 minutes", rank: complexRank, needsMdm: true,
    effectiveFrom: "2017-01-01", threshold: 60,
  },
  {
    ...ADD_ON, code: "99489", label: "Complex care management, each further 30 minutes", base: "99487", step: 30, cap: null,
    effectiveFrom: "2017-01-01", threshold: 90,
  },
  {
    ...BASE, code: "99491", label: "Practitioner care management, first 30 minutes", rank: practitionerRank,
    minutesOf: "PRACTITIONER", effectiveFrom: "2019-01-01", threshold: 30,
  },
  {
    ...ADD_ON, code: "99437", label: "Practitioner care management, each further 30 minutes", base: "99491", step: 30, cap: 2,
    minutesOf: "PRACTITIONER", effectiveFrom: "2022-01-01", threshold: 60,
  },
];
