import type { TenantTx } from "../../../db/with-tenant.js";
import type { Version } from "../model.js";
export const indexVersions = async (_tx: TenantTx, _versions: readonly Version[]): Promise<void> => undefined;
