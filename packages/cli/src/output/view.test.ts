import { describe, expect, it } from "vitest";
import { drawReadiness } from "./readiness-view.js";
import type { Readiness } from "./readiness-view.js";
import { drawSummary } from "./summary-view.js";
import type { Summary } from "./summary-view.js";
import { drawBar, drawGrid, money, wrap } from "./view.js";

const PLAIN = { width: 100, color: false, unicode: false };
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

const code = (more: Partial<Readiness["codes"][number]>): Readiness["codes"][number] => ({
  code: "99454", label: "", status: "NOT_MET", units: 0, have: 9, need: 16, reasonCode: "INSUFFICIENT_DATA_DAYS", explanation: "9 days, 16 needed.",
  estimateCents: 5_211, feeSource: null, lines: [], ...more,
});
const READINESS: Readiness = {
  enrollmentId: "enr_123", patientId: "patient_xyz", organizationId: "org_abc123", program: "RPM", month: "2026-01", asOf: "2026-01-16",
  timezone: "America/New_York", ruleVersion: "2026.1", periodMode: "ROLLING_30", eligible: false, periods: [],
  period: { index: 1, from: "2026-01-01", to: "2026-01-30", dayIndex: 16, daysLeft: 14, closed: false, inMonth: true, days: 9 },
  days: { soFar: 9, needed: 16, remaining: 7, attainable: true, projected: 16, list: [], excluded: [] },
  minutes: { soFar: 12, needed: 20, remaining: 8, interactive: 0, daysLeftInMonth: 15, projected: 23, byRole: {}, excluded: [] },
  codes: [
    code({ status: "PROJECTED" }),
    code({ code: "99445", status: "MET_PERIOD_OPEN", units: 1, need: 2, reasonCode: null, explanation: "Requirements met." }),
    code({ code: "98978", have: null, need: null, reasonCode: "NOT_ENROLLED", explanation: "Not in the month.", estimateCents: null }),
  ],
  missing: [], warnings: [{ code: "NOT_SIGNED_OFF", message: "No practitioner has signed off the month." }],
  ifClosedNow: [], projectedCodes: [], nextBestAction: "Call the patient.", facts: [], rebuilding: false,
};

describe("an enrollment's month on a page", () => {
  it("shows at a glance how far it is", () => {
    expect(drawReadiness(PLAIN, READINESS).join("\n")).toMatchInlineSnapshot(`
      "RPM 2026-01 as of 2026-01-16 (America/New_York)
      Period 2026-01-01 to 2026-01-30: day 16, 14 days left

      Days     [#########-------]    9/16  7 more, 16 at this pace
      Minutes  [#########-------]   12/20  8 more to the next step, 15 days left; no live exchange

         CODE   STATUS           UNITS  PROGRESS    HAVE/NEED  ESTIMATE  WHY AND WHAT TO DO
      ~  99454  PROJECTED            0  [####----]       9/16    $52.11  9 days, 16 needed. Remind the
                                                                         patient to measure.
      ~  99445  MET_PERIOD_OPEN      1  [########]        9/2    $52.11  Requirements met.
      .  98978  NOT_MET              0                                -  Not in the month.

      Warning: No practitioner has signed off the month.
      Next:    Call the patient."
    `);
  });

  it("has colours and blocks on a terminal, and says the same", () => {
    const lines = drawReadiness({ width: 100, color: true, unicode: true }, READINESS);
    expect(lines.join("\n")).toContain("\u001b[");
    const bare = lines.join("\n").replace(ESCAPES, "");
    expect(bare).toContain("Days     █████████░░░░░░░    9/16  7 more, 16 at this pace");
    expect(bare.split("\n")).toHaveLength(drawReadiness({ ...PLAIN, unicode: true }, READINESS).length);
  });

  it("fits the width, what is to be read first of all", () => {
    for (const width of [40, 80, 120]) {
      const texts = drawReadiness({ ...PLAIN, width }, READINESS).filter((line) => /needed|Requirements|month/.test(line) && !/^RPM|^Minutes/.test(line));
      for (const line of texts) expect(line.trimEnd().length).toBeLessThanOrEqual(Math.max(width, 72));
    }
    expect(drawReadiness({ ...PLAIN, width: 60 }, READINESS)).toContain("    9 days, 16 needed. Remind the patient to measure.");
  });

  it("has no line of what the program does not count", () => {
    const page = drawReadiness(PLAIN, { ...READINESS, period: null, days: null, minutes: null }).join("\n");
    expect(page).not.toMatch(/^(Period|Days|Minutes)/m);
  });

  it("moves no cursor with what the server says", () => {
    const page = drawReadiness(PLAIN, { ...READINESS, nextBestAction: "one\u001b[2Jtwo" }).join("\n");
    expect(page).not.toContain("\u001b");
  });
});

describe("an organization's month on a page", () => {
  const gap = { enrollmentId: "enr_123", patientId: "patient_xyz", program: "RPM", code: "99457", reasonCode: "INSUFFICIENT_MINUTES", have: 17, need: 20 } as const;
  const summary: Summary = {
    organizationId: "org_abc123", month: "2026-01", asOf: "2026-02-15", timezone: "America/New_York", timezones: [], closed: true, lockedAt: "2026-02-03T14:00:00.000Z",
    totals: { enrollments: 2, ready: 3, held: 1, notMet: 2, units: 3, estimateCents: 1_225_591 }, byProgram: [],
    byCode: [{ code: "99454", units: 2, lines: 2, estimateCents: null, denied: 1 }], atRisk: [],
    nearMisses: Array.from({ length: 17 }, () => gap), blockedBy: [{ reasonCode: "NO_CONSENT", count: 1 }],
  };

  it("has money as an estimate, and of long lists the beginning", () => {
    const page = drawSummary(PLAIN, summary).join("\n");
    expect(page).toContain("2026-01 as of 2026-02-15, closed 2026-02-03T14:00:00.000Z");
    expect(page).toContain("Estimate $12,255.91; for planning, not what a payer will pay");
    expect(page).toMatch(/^99454 +2 +2 +- +1 *$/m);
    expect(page).toContain("Record the consent.");
    expect(page.match(/17\/20/g)).toHaveLength(15);
    expect(page).toContain("and 2 more: --json has them all");
    expect(page).not.toContain("No longer within reach");
  });
});

describe("a bar", () => {
  it.each([[0, 16, "[----------------]"], [15, 16, "[###############-]"], [16, 16, "[################]"], [40, 16, "[################]"], [0, 0, "[################]"]])(
    "of %i of %i is full only when it is reached", (have, need, bar) => expect(drawBar(PLAIN, have, need, 16)).toBe(bar));
});

describe("text", () => {
  it("wraps at blanks, money has its cents, and a narrow grid puts the text below", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect([money(5), money(123_456), money(null)]).toEqual(["$0.05", "$1,234.56", "-"]);
    const grid = { titles: ["CODE", "TEXT"], rows: [["a".repeat(30), "some words that go below"]] };
    expect(drawGrid({ ...PLAIN, width: 40 }, grid)).toEqual(["CODE", `${"a".repeat(30)}  `, "    some words that go below"]);
  });
});
