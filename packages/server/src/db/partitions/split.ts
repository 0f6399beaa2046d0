import { inTransaction, runOn, runText, type Connection } from "../connection.js";
import type { Month } from "../../platform/civil.js";
import type { Database } from "../knex.js";
import { sql } from "../sql.js";
import { closeTo } from "./detach.js";
import { patiently, SHORT_LOCKS } from "./patiently.js";
import { nextMonth, partitionName, valuesOf, within, type Span } from "./spans.js";

/** Stands beside the readings until it takes the history's place. */
const COPY = "split_observations";
const stagingName = (span: Span): string => `split_${partitionName(span)}`;
/** Pages of 8 KiB that a transaction copies. */
const PAGES = 16_384;

/** What the history becomes: a shorter one, and months from `from` up to its end. */
const spansOf = (history: Span, from: Month): Span[] => {
  const spans: Span[] = [{ from: null, before: from }];
  for (let month = from; month < history.before; month = nextMonth(month)) spans.push({ from: month, before: nextMonth(month) });
  return spans;
};

/** The first month that the history has a reading of. */
export const firstMonthOf = (database: Database): Promise<Month | null> => inTransaction(database, "", async (connection) =>
  (await runOn<{ month: Month | null }>(connection, sql`
    select to_char(min(recorded_at) at time zone 'UTC', 'YYYY-MM') as month from observations_history`))[0]!.month);

/**
 * Makes months of the history. Its readings are copied while the server reads and writes; then, in one transaction, what changed
 * meanwhile is copied again, and the copies take the history's place. In that last step who changes a reading of the history
 * waits for two passes over it, and everybody for the moment in which the tables change places. Needs the history's size on disk.
 */
export const splitHistory = async (database: Database, history: Span, from: Month, progress: (line: string) => unknown): Promise<void> => {
  const spans = spansOf(history, from);
  const { began, pages } = await inTransaction(database, "", (connection) => makeCopy(connection, spans));
  for (let page = 0; page < pages; page += PAGES) {
    await inTransaction(database, "", (connection) => runText(connection, `
      insert into ${COPY} select * from observations_history where ctid >= '(${page},0)' and ctid < '(${page + PAGES},0)' on conflict do nothing`));
    await progress(`copied ${Math.min(100, Math.round(((page + PAGES) / pages) * 100))} %`);
  }
  for (const span of spans) await inTransaction(database, "", (connection) => prepare(connection, span));
  await patiently(() => inTransaction(database, SHORT_LOCKS, async (connection) => {
    await runText(connection, "lock table observations_history in exclusive mode");
    await catchUp(connection, began);
    await changePlaces(connection, spans);
  }));
};

type Beginning = { began: string; pages: number };

const makeCopy = async (connection: Connection, spans: readonly Span[]): Promise<Beginning> => {
  // A run that was stopped has left its own.
  await runText(connection, `drop table if exists ${COPY}`);
  await runText(connection, `create table ${COPY} (like observations including all) partition by range (recorded_at)`);
  await closeTo(connection, COPY);
  for (const span of spans) {
    await runText(connection, `create table ${stagingName(span)} partition of ${COPY} ${valuesOf(span)}`);
    await closeTo(connection, stagingName(span));
  }
  const [row] = await runOn<Beginning>(connection, sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as began,
           (pg_relation_size('observations_history') / current_setting('block_size')::integer)::integer as pages`);
  return row!;
};

type Key = { name: string; definition: string };

/** All that a partition has to have, checked before: attached, it is not looked through again. */
const prepare = async (connection: Connection, span: Span): Promise<void> => {
  const name = stagingName(span);
  await runText(connection, `alter table ${name} add constraint split_span check (${within(span)})`);
  const keys = await runOn<Key>(connection, sql`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'public.observations'::regclass and contype = 'f'`);
  for (const { name: key, definition } of keys) {
    await runText(connection, `alter table ${name} add constraint "${key}" ${definition} not valid`);
    await runText(connection, `alter table ${name} validate constraint "${key}"`);
  }
  await runText(connection, `analyze ${name}`);
};

const SAME = "s.organization_id = h.organization_id and s.recorded_at = h.recorded_at and s.id = h.id";

/** Takes over what was written since the copying began, by the number of the transaction that wrote it; and what was deleted. */
const catchUp = async (connection: Connection, began: string): Promise<void> => {
  await runText(connection, `
    create temporary table split_changed on commit drop as
    select h.* from observations_history h where age(h.xmin) <= age('${began}'::xid8::xid)`);
  await runText(connection, `delete from ${COPY} s using split_changed h where ${SAME}`);
  await runText(connection, `insert into ${COPY} select * from split_changed`);
  const [counted] = await runOn<{ same: boolean }>(connection, sql`
    select (select count(*) from observations_history) = (select count(*) from split_observations) as same`);
  if (!counted!.same) await runText(connection, `delete from ${COPY} s where not exists (select from observations_history h where ${SAME})`);
};

const changePlaces = async (connection: Connection, spans: readonly Span[]): Promise<void> => {
  await runText(connection, "alter table observations detach partition observations_history");
  await runText(connection, "drop table observations_history");
  for (const span of spans) {
    const name = partitionName(span);
    await runText(connection, `alter table ${COPY} detach partition ${stagingName(span)}`);
    await runText(connection, `alter table ${stagingName(span)} rename to ${name}`);
    await runText(connection, `alter table observations attach partition ${name} ${valuesOf(span)}`);
    await runText(connection, `alter table ${name} drop constraint split_span`);
  }
  await runText(connection, `drop table ${COPY}`);
};
