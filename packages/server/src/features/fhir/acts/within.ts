import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import type { Version, Written } from "../model.js";
import type { Interaction as Letter } from "../smart/scopes.js";
import type { Access } from "./access.js";
import { isHeld } from "./read.js";

/** @throws ProblemError 403 where the caller's scopes narrow the letter to other resources. */
export const expectWithin = async (tx: TenantTx, access: Access, letter: Letter, newest: Version): Promise<void> => {
  if (!(await isHeld(tx, access, newest, letter))) fail("permission_denied", { detail: `${newest.type}: the token's scopes do not hold this resource.` });
};

/** Looks at what was written, which the search finds by now: the transaction ends with it where it is not within the scopes. */
export const expectWritten = async (tx: TenantTx, access: Access, letter: Letter, written: Written): Promise<Written> => {
  if (written.kind !== "unchanged") await expectWithin(tx, access, letter, written.version);
  return written;
};
