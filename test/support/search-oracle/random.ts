/** Choices that a seed repeats (mulberry32). */
export type Random = {
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
  /** True so often, of 1. */
  chance(share: number): boolean;
  /** One to `most` of them. */
  some<T>(items: readonly T[], most: number): T[];
};

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  return {
    below, pick,
    chance: (share) => next() < share,
    some: (items, most) => Array.from({ length: 1 + below(Math.min(most, items.length)) }, () => pick(items)),
  };
};
