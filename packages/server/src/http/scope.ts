import type { Deps } from "../deps.js";
import { withTenant, type Actor, type TenantTx } from "../db/with-tenant.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import { fail } from "./problem.js";
import { isReply, type Trail } from "./trail.js";

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
  cookies: { get(name: string): string | undefined; set(name: string, value: string, days: number): void };
  /**
   * The door to the organization's rows. Work that changes something answers its Reply: what comes with an answer (the audit
   * entry) is written in the same transaction, as its last statement.
   */
  withTenant<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** The same for an organization that comes to be in this request. */
  withNewTenant<T>(organizationId: string, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  trail: Trail;
  /** The organization's field encryption without a transaction, for a writer that owns its own. */
  withCipher<T>(work: (cipher: FieldCipher) => T): Promise<T>;
  /** One snapshot for several reads, which may not write. */
  withSnapshot<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** The request's headers, for the few operations that read one (Range). */
  header(name: string): string | undefined;
};

export const actorOf = (scope: Scope): Actor => scope.actor ?? fail("unauthenticated");

type Work<T> = (tx: TenantTx) => Promise<T>;

export const openTenant = <T>(deps: Deps, actor: Actor, trail: Trail, organizationId: string, work: Work<T>): Promise<T> =>
  withTenant(deps, organizationId, actor, async (tx) => {
    const result = await work(tx);
    if (isReply(result)) await trail.beforeCommit(tx, result);
    return result;
  });
