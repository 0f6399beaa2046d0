import type { Actor, TenantTx } from "../../../db/with-tenant.js";
import { keyActor } from "../../api-keys/api-keys.service.js";
import { memberActor } from "../../organizations/members.service.js";

/** Whoever wrote a subscription last, as they stand now; undefined where they have ended. */
export const creatorNow = (tx: TenantTx, id: string): Promise<Actor | undefined> => (id.startsWith("key_") ? keyActor(tx, id) : memberActor(tx, id));
