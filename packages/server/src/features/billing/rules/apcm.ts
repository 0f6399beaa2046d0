import type { CodeRule } from "./types.js";

const LEVEL = {
  program: "APCM", kind: "LEVEL", clock: "mo", threshold: 0, step: null, group: "APCM_LEVEL", rank: 0, base: null, cap: 1,
  minutesOf: "ELIGIBLE", interactive: false, needsData: "NEVER", ladder: false, heldByAccess: true,
  effectiveFrom: "2025-01-01", effectiveTo: null,
} as const satisfies Partial<CodeRule>;

/** Advanced primary care management: once a month, without minutes, at the one level that fits the patient. */
export const APCM_RULES: readonly CodeRule[] = [
  {
    ...LEVEL, code: "G0556", label: "Advanced primary care, none or one chronic condition",
    level: { conditions: 0, below: 2, beneficiary: null },
  },
  {
    ...LEVEL, code: "G0557", label: "Advanced primary care, two or more chronic conditions",
    level: { conditions: 2, below: null, beneficiary: false },
  },
  {
    ...LEVEL, code: "G0558", label: "Advanced primary care, two or more conditions, Qualified Medicare Beneficiary",
    level: { conditions: 2, below: null, beneficiary: true },
  },
];
