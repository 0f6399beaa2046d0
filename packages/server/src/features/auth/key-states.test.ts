import fc from "fast-check";
import { expect, test } from "vitest";
import { activeOf, isInUse, KNOWN_BEFORE, PUBLISHED_FOR, READ_EVERY, stateOf } from "./key-states.js";
import { ACCESS_LIFE, LEEWAY } from "./tokens.js";

const START = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(START + seconds * 1000);
type Made = { kid: number; madeAt: number; activeAt: Date; withdrawnAt: null };

/** Keys by the moments, in true seconds, at which an operator whose clock is `off` makes them. */
const keysMade = (rotations: readonly { after: number; now: boolean }[], off: number): Made[] => {
  const keys: Made[] = [{ kid: 0, madeAt: Number.NEGATIVE_INFINITY, activeAt: at(-1_000_000), withdrawnAt: null }];
  let moment = 0;
  for (const { after, now } of rotations) {
    moment += after;
    keys.push({ kid: keys.length, madeAt: moment, activeAt: at(moment + off + (now ? 0 : KNOWN_BEFORE)), withdrawnAt: null });
  }
  return keys.toSorted((one, other) => one.activeAt.getTime() - other.activeAt.getTime());
};
const knownAt = (keys: readonly Made[], moment: number): Made[] => keys.filter(({ madeAt }) => madeAt <= moment);

const rotations = (now: fc.Arbitrary<boolean>) =>
  fc.array(fc.record({ after: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2000 })), now }), { minLength: 1, maxLength: 6 });
// No two clocks differ by more than the leeway; the ends of each range matter most.
const clockOff = fc.constantFrom(-LEEWAY / 2, 0, LEEWAY / 2);
const lateness = fc.constantFrom(0, 1, READ_EVERY);
const nearChange = fc.record({ key: fc.nat(), by: fc.integer({ min: -2 * LEEWAY - READ_EVERY, max: 2 * LEEWAY + READ_EVERY }) });
/** A moment about that at which one of the keys begins to sign. */
const momentOf = (keys: readonly Made[], { key, by }: { key: number; by: number }): number =>
  (keys[key % keys.length]!.activeAt.getTime() - START) / 1000 + by;

test("whatever process signs a token, whenever it last read, every other takes it for its whole life", () => {
  const age = fc.oneof(fc.constant(ACCESS_LIFE + LEEWAY - 0.001), fc.double({ min: 0, max: ACCESS_LIFE, noNaN: true }));
  fc.assert(fc.property(rotations(fc.boolean()), fc.tuple(clockOff, clockOff, clockOff), nearChange, age, lateness, lateness, (made, [operator, signer, checker], near, older, signerLate, checkerLate) => {
    const keys = keysMade(made, operator);
    const signedAt = momentOf(keys, near);
    const key = activeOf(knownAt(keys, signedAt - signerLate), at(signedAt + signer))!;
    // What the checker's clock says, for it is this that a token's `exp` is held against.
    const now = signedAt + signer + older;
    const known = knownAt(keys, now - checker - checkerLate);
    // A process that does not know a token's key reads again.
    const found = known.includes(key) ? known : knownAt(keys, now - checker);
    fc.pre(found.includes(key));
    expect(isInUse(found, key, at(now))).toBe(true);
  }), { numRuns: 5000 });
});

test("who keeps the published keys for as long as they may always has the one that signs, but after a rotation at once", () => {
  const kept = fc.constantFrom(0, PUBLISHED_FOR / 2, PUBLISHED_FOR);
  fc.assert(fc.property(rotations(fc.constant(false)), fc.tuple(clockOff, clockOff, clockOff), nearChange, lateness, lateness, kept, (made, [operator, signer, publisher], near, signerLate, publisherLate, since) => {
    const keys = keysMade(made, operator);
    const signedAt = momentOf(keys, near);
    const key = activeOf(knownAt(keys, signedAt - signerLate), at(signedAt + signer))!;
    const published = knownAt(keys, signedAt - since - publisherLate);
    expect(isInUse(published, key, at(signedAt - since + publisher))).toBe(true);
  }), { numRuns: 5000 });
});

test("one key signs at a time, and none that is gone or withdrawn", () => {
  const changes = fc.array(fc.record({ activeAt: fc.integer({ min: 0, max: 5000 }), withdrawnAfter: fc.option(fc.integer({ min: -1000, max: 3000 })) }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(changes, fc.integer({ min: -100, max: 9000 }), (given, now) => {
    const keys = given.map(({ activeAt, withdrawnAfter }) => ({ activeAt: at(activeAt), withdrawnAt: withdrawnAfter === null ? null : at(activeAt + withdrawnAfter) }))
      .toSorted((one, other) => one.activeAt.getTime() - other.activeAt.getTime());
    const active = activeOf(keys, at(now));
    const states = keys.map((key) => stateOf(keys, key, at(now)));
    expect(states.filter((state) => state === "active")).toHaveLength(active ? 1 : 0);
    expect(keys.every((key, index) => !key.withdrawnAt || states[index] === "withdrawn")).toBe(true);
    expect(keys.every((key, index) => states[index] !== "next" || key.activeAt > at(now))).toBe(true);
  }), { numRuns: 2000 });
});
