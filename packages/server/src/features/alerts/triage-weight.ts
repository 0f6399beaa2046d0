import { triageRank, type Urgency } from "./priority.js";

/** Readings that a trend is taken of, and that the queue shows beside an alert. */
export const MOST_RECENT = 10;

// Ranks are points less hours since 1970, some 500,000: the sum of doubles is exact to far less than this.
const SAME = 1e-6;

/**
 * The urgency as it was when the alert was ranked. The queue is read in the order of stored ranks; readings and
 * diagnoses that came since must not make the priority contradict it.
 */
export const asRanked = (now: Urgency, rank: number): Urgency => {
  const trends = [now.trend, "WORSENING", "STEADY"] as const;
  const candidates = [now.diagnoses, []].flatMap((diagnoses) => trends.map((trend) => ({ ...now, trend, diagnoses })));
  return candidates.find((candidate) => Math.abs(triageRank(candidate) - rank) < SAME) ?? now;
};
