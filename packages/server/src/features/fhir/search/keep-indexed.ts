import { sql } from "../../../db/sql.js";
import { SYSTEM, withTenant, type TenantDoor, type TenantTx } from "../../../db/with-tenant.js";
import { sourceOf } from "../sources.js";
import { FHIR_TYPES } from "../table.js";
import { indexChanged } from "./catch-up.js";

/** In a round, some two seconds each: an organization that imports much keeps no other waiting for long. */
const MOST_PARTS = 3;

const selectSearched = async (tx: TenantTx): Promise<Set<string>> =>
  new Set((await tx.query<{ type: string }>(sql`select type from fhir_watermarks where organization_id = ${tx.organizationId}`)).map(({ type }) => type));

/**
 * Timed work: types that an organization searches stay indexed while nobody does, so that the first search after an import waits
 * for nothing. Each part in a transaction of its own; ends early where `goesOn` says no.
 */
export const keepIndexed = async (door: TenantDoor, organizationId: string, goesOn: () => Promise<boolean>): Promise<void> => {
  const searched = await withTenant(door, organizationId, SYSTEM, selectSearched);
  let parts = 0;
  for (const type of FHIR_TYPES.filter((each) => searched.has(each.type))) {
    for (let left = "more"; left === "more" && parts < MOST_PARTS && (await goesOn());) {
      left = await withTenant(door, organizationId, SYSTEM, (tx) => indexChanged(tx, sourceOf(type)));
      if (left === "more") parts += 1;
    }
  }
};
