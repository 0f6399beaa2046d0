import type { CodeRule } from "./types.js";

const BASE = {
  program: "PCM", kind: "TIME", clock: "mo", threshold: 30, step: null, group: "PCM_BASE", base: null, cap: 1,
  interactive: false, needsData: "NEVER", ladder: true, heldByAccess: true,
  effectiveFrom: "2022-01-01", effectiveTo: null,
} as const satisfies Partial<CodeRule>;

const ADD_ON = { ...BASE, kind: "ADD_ON", threshold: 60, step: 30, group: null, rank: 0 } as const satisfies Partial<CodeRule>;

/**
 * Principal care management, in the order in which answers list the codes. The lower numbers are the practitioner's
 * track, which goes first and takes no staff minutes; the staff track counts everybody's.
 */
export const PCM_RULES: readonly CodeRule[] = [
  { ...BASE, code: "99424", label: "Practitioner principal care, first 30 minutes", rank: 1, minutesOf: "PRACTITIONER" },
  {
    ...ADD_ON, code: "99425", label: "Practitioner principal care, each further 30 minutes", base: "99424", cap: null,
    minutesOf: "PRACTITIONER",
  },
  { ...BASE, code: "99426", label: "Staff principal care, first 30 minutes", rank: 2, minutesOf: "ELIGIBLE" },
  {
    ...ADD_ON, code: "99427", label: "Staff principal care, each further 30 minutes", base: "99426", cap: 2,
    minutesOf: "ELIGIBLE",
  },
];
