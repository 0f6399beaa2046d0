import type { PlainQuery } from "../db/with-tenant.js";
import { ProblemError } from "../http/problem.js";
import { sha256 } from "../platform/crypto.js";
import type { FieldCipher, Place } from "../platform/field-cipher.js";
import { insertAnswers, selectAnswers, tryLocks, type AnswerRow, type Home } from "./idempotency.sql.js";

/** Hours an answer is given again (draft-ietf-httpapi-idempotency-key-header-07 asks to publish it). */
const HOURS = 24;

/** A request that may be sent again: who sends it, the SHA-256 of the key, and that of method, path and body. */
export type KeyedRequest = { actorId: string; key: Buffer; fingerprint: Buffer };

export type StoredAnswer = {
  status: number;
  location: string | undefined;
  etag: string | undefined;
  /** Of a file; other answers are JSON. */
  file?: { type: string; disposition: string } | undefined;
  body: string;
};

/** Thrown where the answer is known: nothing is done again. */
export class Replayed extends Error {
  override readonly name = "Replayed";
  readonly answer: StoredAnswer;

  constructor(answer: StoredAnswer) {
    super("the answer was given before");
    this.answer = answer;
  }
}

/** Where keys are kept: a transaction, whose rows, and how they are encrypted. */
export type KeyDoor = { query: PlainQuery; home: Home; cipher: Pick<FieldCipher, "seal" | "open">; now: Date };

const nameOf = ({ actorId, key }: Pick<KeyedRequest, "actorId" | "key">): string => `${actorId}\n${key.toString("hex")}`;

const lockOf = (home: Home, request: KeyedRequest): string =>
  sha256(`${home === "account" ? "" : home.organizationId}\n${nameOf(request)}`).readBigInt64BE(0).toString();

const placeOf = ({ actorId, key }: Pick<KeyedRequest, "actorId" | "key">): Place => ({ table: "idempotency_keys", column: "answer_sealed", id: `${actorId}.${key.toString("hex")}` });

export type Claim = { kind: "new" } | { kind: "stored"; answer: StoredAnswer } | { kind: "refused"; problem: ProblemError };

export const inProgress = (): ProblemError => new ProblemError("idempotency_in_progress", {
  detail: "The first request with this Idempotency-Key is still running. Ask again in a second.", headers: { "Retry-After": "1" },
});
export const keyReused = (): ProblemError => new ProblemError("idempotency_key_reused", {
  detail: "This Idempotency-Key came with another request before. Use a new key for a new request.",
});

/**
 * Takes keys for the length of the transaction. The lock comes first and the answer is looked for after it, in a statement of
 * its own: what another process committed in between is seen.
 */
export const claimKeys = async ({ query, home, cipher, now }: KeyDoor, requests: readonly KeyedRequest[]): Promise<Claim[]> => {
  const held = await tryLocks(query, requests.map((request) => lockOf(home, request)));
  const stored = new Map((await selectAnswers(query, home, requests, now)).map((row) => [nameOf({ actorId: row.actor_id, key: row.key }), row]));
  const claimOf = (request: KeyedRequest, row: AnswerRow | undefined): Claim => {
    if (!row) return held.has(lockOf(home, request)) ? { kind: "new" } : { kind: "refused", problem: inProgress() };
    if (!row.fingerprint.equals(request.fingerprint)) return { kind: "refused", problem: keyReused() };
    return { kind: "stored", answer: JSON.parse(cipher.open(placeOf(request), row.answer_sealed)) as StoredAnswer };
  };
  return requests.map((request) => claimOf(request, stored.get(nameOf(request))));
};

/** The one request's claim: goes on where it is new, and throws otherwise. */
export const claimKey = async (door: KeyDoor, request: KeyedRequest): Promise<void> => {
  const [claim] = await claimKeys(door, [request]);
  if (claim?.kind === "stored") throw new Replayed(claim.answer);
  if (claim?.kind === "refused") throw claim.problem;
};

type Answered = { request: KeyedRequest; answer: StoredAnswer };

/** Keeps answers, in the transaction of what they tell of. */
export const storeAnswers = async ({ query, home, cipher, now }: KeyDoor, answered: readonly Answered[]): Promise<void> => {
  if (!answered.length) return;
  const expiresAt = new Date(now.getTime() + HOURS * 3_600_000);
  await insertAnswers(query, home, answered.map(({ request, answer }) => ({
    ...request, answerSealed: cipher.seal(placeOf(request), JSON.stringify(answer)),
  })), expiresAt);
};

/** Two requests of one key and one content are one. */
export const isSameKey = (one: KeyedRequest, other: KeyedRequest): boolean => nameOf(one) === nameOf(other);
