import type { Deps } from "../deps.js";
import { withTenant, type Actor, type TenantOptions, type TenantTx } from "../db/with-tenant.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import { fail } from "./problem.js";
import { claimKey, inProgress, storeAnswers, type KeyDoor, type KeyedRequest } from "../idempotency/idempotency.js";
import { keyDoorOf, storedAnswerOf } from "./idempotency-key.js";
import { isReply, type Reply, type Trail } from "./trail.js";

/** What a request is done as and for. */
export type Scope = {
  deps: Deps;
  requestId: string;
  address: string;
  userAgent: string | null;
  /** The caller; undefined where the operation is public. */
  actor: Actor | undefined;
  /** The organization of the header, once membership is proven; '' where the operation has none. */
  organizationId: string;
  now: Date;
  /** Cookies of the operations below /api/auth, which alone get them back. */
  cookies: { get(name: string): string | undefined; set(name: string, value: string, days: number): void };
  /**
   * The door to the organization's rows. Work that changes something answers its Reply: what comes with an answer (the audit
   * entry) is written in the same transaction, as its last statement.
   */
  withTenant<T>(work: (tx: TenantTx) => Promise<T>, options?: Pick<TenantOptions, "genericPlans" | "inOneTrip">): Promise<T>;
  /** The same for an organization that comes to be in this request. */
  withNewTenant<T>(organizationId: string, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** For work that takes several transactions, and does no harm when it is done again. */
  onceInParts<R extends Reply>(work: () => Promise<R>): Promise<R>;
  /** The request's key, for a writer that owns its transaction. */
  keyed: KeyedRequest | undefined;
  trail: Trail;
  /** The organization's field encryption without a transaction, for a writer that owns its own. */
  withCipher<T>(work: (cipher: FieldCipher) => T): Promise<T>;
  /** One snapshot for several reads, which may not write. */
  withSnapshot<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /**
   * Holds the request against the gate once more, for an answer that goes on: token, session, membership and permission as they
   * are now. Throws as the gate does.
   */
  readmit(): Promise<Actor>;
  /** The request's headers, for the few operations that read one (Range). */
  header(name: string): string | undefined;
  /** Which of the media types, the preferred one first, the caller likes best; false where it takes none. The answer then varies by it. */
  accepts(...mediaTypes: string[]): string | false;
};

export const actorOf = (scope: Scope): Actor => scope.actor ?? fail("unauthenticated");

type Work<T> = (tx: TenantTx) => Promise<T>;

export type Effects = { deps: Deps; actor: Actor; trail: Trail; keyed: KeyedRequest | undefined; limit: Pick<TenantOptions, "patience" | "signal" | "genericPlans" | "inOneTrip"> };

/** What comes with an answer is written in the transaction of what it tells of: the answer itself where it has a key, the audit entry. */
export const openTenant = <T>({ deps, actor, trail, keyed, limit }: Effects, organizationId: string, work: Work<T>, doorOf: DoorOf = keyDoorOf): Promise<T> =>
  withTenant(deps, organizationId, actor, async (tx) => {
    const door = keyed && (await doorOf(tx));
    if (door) await claimKey(door, keyed);
    const result = await work(tx);
    if (!isReply(result)) return result;
    if (door) await storeAnswers(door, [{ request: keyed, answer: storedAnswerOf(result) }]);
    await trail.beforeCommit(tx, result);
    return result;
  }, limit);

type DoorOf = (tx: TenantTx) => KeyDoor | Promise<KeyDoor>;

/** Keys of callers without an organization, who are about to make one. */
export const accountKeyDoor = (deps: Deps): DoorOf => async ({ query, now }) =>
  ({ query, now, home: "account", cipher: await deps.keys.platformCipher(query) });

const running = new Set<string>();

/**
 * For work that takes several transactions: its answer is kept after the last one. That the work itself can be repeated without
 * harm is for the caller to see to.
 */
export const onceInParts = async <R extends Reply>({ deps, actor, keyed, limit }: Effects, organizationId: string, work: () => Promise<R>): Promise<R> => {
  if (!keyed) return work();
  const name = `${organizationId} ${keyed.actorId} ${keyed.key.toString("hex")}`;
  await withTenant(deps, organizationId, actor, (tx) => claimKey(keyDoorOf(tx), keyed), limit);
  if (running.has(name)) throw inProgress();
  running.add(name);
  try {
    const reply = await work();
    await withTenant(deps, organizationId, actor, (tx) => storeAnswers(keyDoorOf(tx), [{ request: keyed, answer: storedAnswerOf(reply) }]), limit);
    return reply;
  } finally {
    running.delete(name);
  }
};
