import type { Deps } from "../deps.js";
import { withTenant, type Actor, type TenantTx } from "../db/with-tenant.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import { fail } from "./problem.js";

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
  withTenant<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** The organization's field encryption without a transaction, for a writer that owns its own. */
  withCipher<T>(work: (cipher: FieldCipher) => T): Promise<T>;
  /** One snapshot for several reads, which may not write. */
  withSnapshot<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** The request's headers, for the few operations that read one (Range). */
  header(name: string): string | undefined;
};

export const actorOf = (scope: Scope): Actor => scope.actor ?? fail("unauthenticated");

export const tenantOf = (deps: Deps, organizationId: string, actor: Actor, readOnly = false) =>
  <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(deps, organizationId, actor, work, { readOnly });
