import { sql } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { SearchParameter } from "../../definitions.js";
import { toRowId } from "../../fhir-ids.js";
import { FHIR_TYPES } from "../../table.js";
import type { ReferenceValue } from "../branch.js";
import { keyOf } from "../index/keys.js";
import { relativeOf } from "../index/references.js";

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

type Named = { type: string; id: string };

/** Row ids of those whose FHIR id a client chose; all others have the row's own. */
const chosen = async (tx: TenantTx, named: readonly Named[]): Promise<Map<string, string>> => {
  const rows = named.length
    ? await tx.query<Named & { row_id: string }>(sql`select r.type, r.id, r.row_id from fhir_resources r
        where r.organization_id = ${tx.organizationId} and r.type = any(${[...new Set(named.map(({ type }) => type))]}::text[])
          and r.id = any(${named.map(({ id }) => id)}::text[]) and r.row_id is not null`)
    : [];
  return new Map(rows.map((row) => [`${row.type}/${row.id}`, row.row_id]));
};

/** With the platform's ids beside those of FHIR. */
export const withRowIds = async (tx: TenantTx, named: readonly Named[]): Promise<{ type: string; id: string; rowId: string }[]> => {
  const rows = await chosen(tx, named);
  return named.map(({ type, id }) => ({ type, id, rowId: rows.get(`${type}/${id}`) ?? toRowId(id) }));
};

/** Types that a reference parameter may name. */
export const targetsOf = ({ target }: Pick<SearchParameter, "target">, modifier: string | undefined): readonly string[] =>
  modifier !== undefined ? [modifier] : target ?? FHIR_TYPES.map(({ type }) => type);

/** `id`, `Type/id`, an address of this server or any other. */
export const parseReferences = async (
  tx: TenantTx, texts: readonly string[], { targets, baseUrl }: { targets: readonly string[]; baseUrl: string },
): Promise<ReferenceValue[]> => {
  const named: Named[] = [];
  const urls: { url: string }[] = [];
  for (const text of texts) {
    const local = text.startsWith(`${baseUrl}/`) ? text.slice(baseUrl.length + 1) : text;
    const relative = relativeOf(local);
    if (relative) {
      if (targets.includes(relative.type)) named.push(relative);
      urls.push({ url: keyOf(`${baseUrl}/${relative.type}/${relative.id}`) });
    } else if (ID.test(local)) named.push(...targets.map((type) => ({ type, id: local })));
    else urls.push({ url: keyOf(text) });
  }
  return [...(await withRowIds(tx, named)), ...urls];
};
