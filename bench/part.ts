/** What is to be reached: that much or more, or that much or less. */
export type Goal = { atLeast: number } | { atMost: number };

/** A line of the table. */
export type Row = {
  what: string;
  baseline: string;
  measured: number;
  /** Of the figure; `ratio` has none. */
  unit: string;
  /** None where a figure is told as it is. */
  goal?: Goal;
  /** What was seen besides, in a few words. */
  detail: string;
};

/** `figures`: all that was measured, as it was. */
export type Section = { rows: Row[]; figures: unknown };

export type Options = {
  /** How many readings there are, smallest first. */
  sizes: readonly number[];
};

/** Something that is measured by itself: `node tools/bench.mjs <name>`. */
export type Part = (options: Options) => Promise<Section>;

/** The part of the goal that was reached; 1 or more is held. */
export const reached = ({ measured, goal }: Row): number | undefined => {
  if (!goal) return undefined;
  if ("atLeast" in goal) return measured / goal.atLeast;
  // Nothing, where there must be nothing.
  return measured === 0 ? 1 : goal.atMost / measured;
};
