import { ACCESS_LIFE, LEEWAY } from "./tokens.js";

/** Seconds after which a process reads the keys again: as long as another may not know of a change. */
export const READ_EVERY = 5;
/** Seconds for which others may keep the published keys. */
export const PUBLISHED_FOR = 600;
/** Seconds for which a key is known before it signs: then nobody holds a set without it. */
export const KNOWN_BEFORE = PUBLISHED_FOR + READ_EVERY + LEEWAY;
/** Seconds for which a key's tokens are taken after another signs: until the last of a process that had not read yet expires. */
export const KNOWN_AFTER = ACCESS_LIFE + LEEWAY + READ_EVERY + LEEWAY;

export type Dated = { activeAt: Date; withdrawnAt: Date | null };

/** next: known, signs later. active: signs. retiring: signed before, its tokens still live. gone and withdrawn: its tokens are refused. */
export type KeyState = "next" | "active" | "retiring" | "gone" | "withdrawn";

/** Those that are, were or will be in use; one that was withdrawn before its time replaced nothing. */
const inLine = <Key extends Dated>(keys: readonly Key[]): Key[] =>
  keys.filter(({ activeAt, withdrawnAt }) => !withdrawnAt || withdrawnAt > activeAt);

/**
 * The key that signs, of one algorithm's in the order of `activeAt`. Where none has begun or the latest was withdrawn it
 * is the one that follows, for the clock that dated it may run before this one.
 */
export const activeOf = <Key extends Dated>(keys: readonly Key[], now: Date): Key | undefined => {
  const line = inLine(keys);
  const latest = Math.max(0, line.findLastIndex(({ activeAt }) => activeAt <= now));
  return line.slice(latest).find(({ withdrawnAt }) => !withdrawnAt);
};

/** When the tokens of a key have all expired; undefined where none has been set to follow it. */
export const endOf = <Key extends Dated>(keys: readonly Key[], key: Key): Date | undefined => {
  const line = inLine(keys);
  const follower = line[line.indexOf(key) + 1];
  return follower && new Date(follower.activeAt.getTime() + KNOWN_AFTER * 1000);
};

export const stateOf = <Key extends Dated>(keys: readonly Key[], key: Key, now: Date): KeyState => {
  if (key.withdrawnAt) return "withdrawn";
  const active = activeOf(keys, now);
  if (key === active) return "active";
  if (active && keys.indexOf(key) > keys.indexOf(active)) return "next";
  const end = endOf(keys, key);
  return end && end <= now ? "gone" : "retiring";
};

const IN_USE: readonly KeyState[] = ["next", "active", "retiring"];

/** Whether its tokens are taken. */
export const isInUse = <Key extends Dated>(keys: readonly Key[], key: Key, now: Date): boolean => IN_USE.includes(stateOf(keys, key, now));
