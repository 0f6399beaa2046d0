import { sql, type Statement } from "../../../db/sql.js";
import { branchesOf, whereOf, type Condition, type Search } from "./conditions.js";
import { isAfter, keysOf, orderBy, unionOrder, type Order, type PlaceInOrder } from "./sort.js";
import type { Branch } from "./branch.js";

/** What is searched: types, each with the conditions on it. */
export type Wanted = ReadonlyMap<string, readonly Condition[]>;

type Part = { branch: Branch; where: Statement };

const partsOf = async (search: Search, wanted: Wanted): Promise<Part[]> =>
  Promise.all([...wanted].flatMap(([type, conditions]) => branchesOf(search, type).map(async (branch) => ({
    branch,
    where: await whereOf(search, branch, conditions),
  }))));

type Reading = { measuredAt: Date; patientId: string; metricId: string };
/** `reading` where its branch has such. */
export type FoundRow = { id: string; type: string; reading: Reading | undefined; keys: (string | null)[] };

type Asked = { order: Order; after: PlaceInOrder | undefined; limit: number };

const shownOf = ({ reading }: Branch): Statement => (reading
  ? sql`${reading.measuredAt} as "measuredAt", ${reading.patientId} as "patientId", ${reading.metricId} as "metricId"`
  : sql`null::timestamptz as "measuredAt", null::text as "patientId", null::text as "metricId"`);

/** Each branch is ordered and cut by itself, and then all of them are. */
const partOf = ({ tx }: Search, { branch, where }: Part, { order, after, limit }: Asked): Statement => {
  const keys = keysOf(tx, branch, order);
  const shown = keys.map(({ expression }, index) => sql`, ${expression} as ${sql.id(`k${index}`)}`);
  const from = after ? sql`${where} and ${isAfter(branch, keys, after)}` : where;
  return sql`(select ${branch.id} as id, ${branch.type}::text collate "C" as type,
    ${shownOf(branch)}${sql.join(shown, sql.empty)}
    from ${branch.from} where ${from} order by ${orderBy(keys, branch.id)} limit ${limit})`;
};

type FoundColumns = Record<string, string | null> & { id: string; type: string } & (Reading | { measuredAt: null });

const foundOf = (row: FoundColumns, { order }: Asked): FoundRow => ({
  id: row.id, type: row.type,
  reading: isReading(row) ? { measuredAt: row.measuredAt, patientId: row.patientId, metricId: row.metricId } : undefined,
  keys: order.map((_, index) => row[`k${index}`] ?? null),
});

const isReading = (row: Reading | { measuredAt: null }): row is Reading => row.measuredAt !== null;

export const findRows = async (search: Search, wanted: Wanted, asked: Asked): Promise<FoundRow[]> => {
  const parts = await partsOf(search, wanted);
  if (!parts.length) return [];
  const keys = asked.order.map((_, index) => sql`, ${sql.id(`k${index}`)}::text as ${sql.id(`k${index}`)}`);
  const union = sql.join(parts.map((part) => partOf(search, part, asked)), sql` union all `);
  // The keys are made text outside of what is ordered: a time's text has another order.
  const rows = await search.tx.query<FoundColumns>(sql.madeUp(sql`
    select u.id, u.type, u."measuredAt", u."patientId", u."metricId"${sql.join(keys, sql.empty)} from (
      select * from (${union}) r order by ${unionOrder(asked.order)} limit ${asked.limit}) u`));
  return rows.map((row) => foundOf(row, asked));
};

export const countRows = async (search: Search, wanted: Wanted): Promise<number> => {
  const parts = await partsOf(search, wanted);
  if (!parts.length) return 0;
  const counts = parts.map(({ branch, where }) => sql`(select count(*) from ${branch.from} where ${where})`);
  return Number((await search.tx.first<{ total: string }>(sql.madeUp(sql`select ${sql.join(counts, sql` + `)} as total`)))!.total);
};
