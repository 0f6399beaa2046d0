import type { Place } from "../../platform/field-cipher.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { BillingOrganization } from "./claim-parties.js";
import type { ClaimLine, Hold } from "./lines.js";
import type { DatedSettings } from "./rules/settings.js";
import type { Summary } from "./summary.js";

/** What a close keeps beside its lines: nothing that changes later alters what is made of it. */
export type Frozen = {
  readonly organization: BillingOrganization;
  readonly settings: readonly DatedSettings[];
  /** Which amounts the estimates are of. */
  readonly feeVersion: string;
  readonly held: ({ enrollmentId: string; code: string } & Hold)[];
  readonly summary: Summary;
};

const frozenAt = (closeId: string): Place => ({ table: "billing_closes", column: "frozen", id: closeId });
const lineAt = (closeId: string, position: number): Place => ({ table: "billing_lines", column: "line", id: `${closeId}/${position}` });

export const sealFrozen = (tx: TenantTx, closeId: string, frozen: Frozen): string => tx.seal(frozenAt(closeId), JSON.stringify(frozen));

export const sealReason = (tx: TenantTx, closeId: string, reason: string): string =>
  tx.seal({ table: "billing_closes", column: "reopen_reason", id: closeId }, reason);

export const openFrozen = (tx: TenantTx, closeId: string, sealed: string): Frozen => JSON.parse(tx.open(frozenAt(closeId), sealed)) as Frozen;

export const sealLine = (tx: TenantTx, closeId: string, position: number, line: ClaimLine): string =>
  tx.seal(lineAt(closeId, position), JSON.stringify(line));

export const openLine = (tx: TenantTx, closeId: string, position: number, sealed: string): ClaimLine =>
  JSON.parse(tx.open(lineAt(closeId, position), sealed)) as ClaimLine;
