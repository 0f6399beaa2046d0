import type { CodeRule } from "./types.js";

const DAYS = {
  program: "RPM", kind: "SUPPLY", clock: "30d", step: null, base: null, cap: 1,
  minutesOf: "ELIGIBLE", interactive: false, needsData: "NEVER", ladder: false, heldByAccess: true,
} as const satisfies Partial<CodeRule>;

const MINUTES = {
  program: "RPM", kind: "TIME", clock: "mo", step: null, group: "RPM_MANAGEMENT", base: null, cap: 1,
  minutesOf: "ELIGIBLE", interactive: true, needsData: "SETTING", ladder: true, heldByAccess: true,
} as const satisfies Partial<CodeRule>;

const SETUP = {
  ...DAYS, code: "99453", label: "Device setup and patient teaching", kind: "SETUP", clock: "ep", group: null, rank: 0,
} as const;

/** Remote physiologic monitoring, in the order in which answers list the codes. */
export const RPM_RULES: readonly CodeRule[] = [
  { ...SETUP, effectiveFrom: "2019-01-01", effectiveTo: "2025-12-31", threshold: 16 },
  { ...SETUP, effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2 },
  {
    ...DAYS, code: "99454", label: "Device supply, 16 days or more", group: "RPM_SUPPLY", rank: 1,
    effectiveFrom: "2019-01-01", effectiveTo: null, threshold: 16,
  },
  {
    ...DAYS, code: "99445", label: "Device supply, 2 to 15 days", group: "RPM_SUPPLY", rank: 2,
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 2,
  },
  {
    ...MINUTES, code: "99470", label: "Management, first 10 minutes", rank: 2,
    effectiveFrom: "2026-01-01", effectiveTo: null, threshold: 10,
  },
  {
    ...MINUTES, code: "99457", label: "Management, first 20 minutes", rank: 1,
    effectiveFrom: "2019-01-01", effectiveTo: null, threshold: 20,
  },
  {
    ...MINUTES, code: "99458", label: "Management, each further 20 minutes", kind: "ADD_ON", group: null, rank: 0,
    // The exchange and the data are asked of the base code alone. No cap of CMS was found; two is the field's custom.
    base: "99457", step: 20, cap: 2, interactive: false, needsData: "NEVER",
    effectiveFrom: "2020-01-01", effectiveTo: null, threshold: 40,
  },
  {
    ...MINUTES, code: "99091", label: "Data collection and interpretation, 30 minutes",
    rank: ({ settings }) => (settings.collectionCode === "99091_FIRST" ? 0 : 3),
    minutesOf: "PRACTITIONER", interactive: false, needsData: "ALWAYS", ladder: false,
    effectiveFrom: "2018-01-01", effectiveTo: null, threshold: 30,
  },
];
