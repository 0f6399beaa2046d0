import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleEnrollment } from "../../../../../test/support/billing-example.js";
import { addDays, daysBetween, lastDay } from "../../platform/civil.js";
import { tilePeriods } from "./periods.js";
import type { BillingSettings } from "./rules/settings.js";
import { completeSettings } from "./rules/settings.js";

const since = (effectiveFrom: string, given: Partial<BillingSettings>) => ({ effectiveFrom, settings: completeSettings(given) });
const tiles = (history: ReturnType<typeof since>[], month: string, changes: Parameters<typeof exampleEnrollment>[0] = {}) => {
  const enrollment = exampleEnrollment(changes);
  return tilePeriods(enrollment, enrollment.consent, history, month).map(({ from, to }) => `${from}..${to}`);
};

describe("tilePeriods", () => {
  test("tiles from the latest of start, setup and consent", () => {
    expect(tiles([], "2026-03", { deviceSetupDate: "2026-01-05" })).toEqual(["2026-01-05..2026-02-03", "2026-02-04..2026-03-05", "2026-03-06..2026-04-04"]);
    expect(tiles([since("2026-01", { periodAnchor: "START" })], "2026-01", { deviceSetupDate: "2026-01-05" })).toEqual(["2026-01-01..2026-01-30", "2026-01-31..2026-03-01"]);
    expect(tiles([since("2026-01", { periodAnchor: "SETUP" })], "2026-01", { deviceSetupDate: "2026-01-05" })).toEqual(["2026-01-05..2026-02-03"]);
  });

  test("the last one ends with the enrollment", () => {
    expect(tiles([], "2026-02", { endDate: "2026-02-10" })).toEqual(["2026-01-01..2026-01-30", "2026-01-31..2026-02-10"]);
  });

  test("calendar months are cut at anchor and end", () => {
    const calendar = [since("2000-01", { periodMode: "CALENDAR_MONTH" })];
    expect(tiles(calendar, "2026-03", { consent: { date: "2026-01-20", revokedOn: null }, endDate: "2026-03-04" })).toEqual([
      "2026-01-20..2026-01-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-04",
    ]);
  });

  test("a change of the mode holds from its month on and leaves alone what closed before it", () => {
    const there = since("2026-03", { periodMode: "CALENDAR_MONTH" });
    expect(tiles([there], "2026-02")).toEqual(["2026-01-01..2026-01-30", "2026-01-31..2026-03-01"]);
    expect(tiles([there], "2026-04")).toEqual(["2026-01-01..2026-01-30", "2026-03-01..2026-03-31", "2026-04-01..2026-04-30"]);
    const back = since("2026-04", { periodMode: "ROLLING_30" });
    expect(tiles([there, back], "2026-04")).toEqual(["2026-01-01..2026-01-30", "2026-03-01..2026-03-31", "2026-04-01..2026-04-30"]);
    expect(tiles([since("2026-03", { periodAnchor: "START" })], "2026-03", { deviceSetupDate: "2026-01-10" })).toEqual([
      "2026-01-10..2026-02-08", "2026-02-09..2026-03-10", "2026-03-11..2026-04-09",
    ]);
  });

  test("periods never overlap, and in one mode leave no gap", () => {
    const mode = fc.constantFrom<BillingSettings["periodMode"]>("ROLLING_30", "CALENDAR_MONTH");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), fc.array(mode, { maxLength: 6 }), (start, setup, modes) => {
        const enrollment = exampleEnrollment({ startDate: addDays("2026-01-01", start), consent: null, deviceSetupDate: addDays("2026-01-01", setup) });
        const history = modes.map((periodMode, at) => since(`2026-${String(2 * at + 1).padStart(2, "0")}`, { periodMode }));
        const periods = tilePeriods(enrollment, null, history, "2027-06");
        expect(periods[periods.length - 1]?.to.localeCompare(lastDay("2027-06"))).toBeGreaterThanOrEqual(0);
        const gaps = periods.slice(1).map((period, at) => daysBetween(periods[at]?.to ?? "", period.from));
        expect(gaps.every((gap) => (new Set(modes).has("CALENDAR_MONTH") ? gap >= 1 : gap === 1))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
