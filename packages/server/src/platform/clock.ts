/** Where time comes from: tests and embedding programs give their own. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
