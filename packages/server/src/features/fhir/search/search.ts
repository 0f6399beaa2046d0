import type { TenantTx } from "../../../db/with-tenant.js";
import type { Ask, Found } from "./ask.js";
export const search = async (_tx: TenantTx, ask: Ask): Promise<Found> => ({ matches: [], included: [], total: 0, next: undefined, self: ask.parameters, dropped: [] });
export const matchingIds = async (_tx: TenantTx, _ask: Ask, _limit: number): Promise<string[]> => [];
