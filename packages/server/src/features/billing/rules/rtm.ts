import type { CodeRule, RtmSystem } from "./types.js";

const DAYS = {
  program: "RTM", kind: "SUPPLY", clock: "30d", step: null, base: null, cap: 1,
  minutesOf: "ELIGIBLE", interactive: false, needsData: "NEVER", ladder: false, heldByAccess: true,
} as const satisfies Partial<CodeRule>;

const MINUTES = {
  program: "RTM", kind: "TIME", clock: "mo", step: null, group: "RTM_MANAGEMENT", base: null, cap: 1,
  minutesOf: "ELIGIBLE", interactive: true, needsData: "NEVER", ladder: true, heldByAccess: true,
} as const satisfies Partial<CodeRule>;

const SETUP = {
  ...DAYS, code: "98975", label: "Therapy monitoring setup and teaching", kind: "SETUP", clock: "ep", group: null, rank: 0,
} as const;

const supply = (code: string, label: string, system: RtmSystem): Omit<CodeRule, "effectiveFrom" | "effectiveTo" | "threshold" | "rank"> =>
  ({ ...DAYS, code, label, system, group: "RTM_SUPPLY" });

/** Remote therapeutic monitoring, in the order in which answers list the codes. */
export const RTM_RULES: readonly CodeRule[] = [
  { ...SETUP, effectiveFrom: "2022-01-01", effectiveTo: "2025-12-31", threshold: 16 },
  // Two days by analogy with 99453; no source speaks of 98975.
  { ...SETUP, effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2 },
  {
    ...supply("98976", "Respiratory supply, 16 days or more", "RESPIRATORY"),
    effectiveFrom: "2022-01-01", effectiveTo: null, threshold: 16, rank: 1,
  },
  {
    ...supply("98984", "Respiratory supply, 2 to 15 days", "RESPIRATORY"),
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2, rank: 2,
  },
  {
    ...supply("98977", "Musculoskeletal supply, 16 days or more", "MSK"),
    effectiveFrom: "2022-01-01", effectiveTo: null, threshold: 16, rank: 1,
  },
  {
    ...supply("98985", "Musculoskeletal supply, 2 to 15 days", "MSK"),
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2, rank: 2,
  },
  {
    ...supply("98978", "Cognitive-behavioral supply, 16 days or more", "CBT"),
    effectiveFrom: "2023-01-01", effectiveTo: null, threshold: 16, rank: 1,
  },
  {
    ...supply("98986", "Cognitive-behavioral supply, 2 to 15 days", "CBT"),
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2, rank: 2,
  },
  {
    ...MINUTES, code: "98979", label: "Therapy management, first 10 minutes", rank: 2,
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 10,
  },
  {
    ...MINUTES, code: "98980", label: "Therapy management, first 20 minutes", rank: 1,
    effectiveFrom: "2022-01-01", effectiveTo: null, threshold: 20,
  },
  {
    ...MINUTES, code: "98981", label: "Therapy management, each further 20 minutes", kind: "ADD_ON", group: null, rank: 0,
    // Two by analogy with 99458.
    base: "98980", step: 20, cap: 2, interactive: false,
    effectiveFrom: "2022-01-01", effectiveTo: null, threshold: 40,
  },
];
