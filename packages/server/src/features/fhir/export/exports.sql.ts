import { sql } from "../../../db/sql.js";
import type { Actor, PlainQuery, TenantTx } from "../../../db/with-tenant.js";
import type { Asked } from "./asked.js";

export type ExportRow = {
  id: string;
  actor_id: string;
  actor: Actor;
  audit: object;
  asked_sealed: string;
  status: "WAITING" | "RUNNING" | "DONE" | "FAILED" | "GONE";
  running: string[];
  task: number;
  tasks: number;
  cursor: string | null;
  pieces: number;
  written: Record<string, number>;
  failures: number;
  created_at: Date;
  finished_at: Date | null;
};

const COLUMNS = sql`e.id, e.actor_id, e.actor, e.audit, e.asked_sealed, e.status, e.running, e.task, e.tasks, e.cursor, e.pieces, e.written, e.failures,
  e.created_at, e.finished_at`;
const place = (id: string) => ({ table: "fhir_exports", column: "asked_sealed", id });
const placeOfPiece = (id: string, position: number) => ({ table: "fhir_export_pieces", column: "content_sealed", id: `${id}/${position}` });

export const openAsked = (tx: TenantTx, { id, asked_sealed }: Pick<ExportRow, "id" | "asked_sealed">): Asked => JSON.parse(tx.open(place(id), asked_sealed)) as Asked;

/**
 * Everything that runs in this database at this moment. Whoever began before has taken the time of its rows before too; a virtual
 * transaction is known from its beginning on, and to every role.
 */
const RUNNING = sql`array(
  select l.virtualtransaction from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' and l.granted and l.pid <> pg_backend_pid()
     and a.datname = current_database())`;

type NewExport = { id: string; asked: Asked; audit: object; tasks: number };

export const insertExport = (tx: TenantTx, { id, asked, audit, tasks }: NewExport): Promise<unknown> =>
  tx.query(sql`
    with made as (
      insert into fhir_exports (organization_id, id, actor_id, actor, audit, asked_sealed, running, tasks, created_at)
      values (${tx.organizationId}, ${id}, ${tx.actorId ?? ""}, ${JSON.stringify(tx.actor)}, ${JSON.stringify(audit)}, ${tx.seal(place(id), JSON.stringify(asked))},
              ${RUNNING}, ${tasks}, ${tx.now}))
    insert into fhir_export_queue (organization_id, export_id, due_at) values (${tx.organizationId}, ${id}, ${tx.now})`);

/** Those of `running` that have not ended. Who has written nothing after a minute only reads. */
export const selectRunning = async (tx: TenantTx, { running, created_at }: ExportRow): Promise<number> => {
  const isOld = tx.now.getTime() - created_at.getTime() > 60_000;
  const row = await tx.first<{ count: number }>(sql`
    select count(*)::integer as count from pg_locks l
     where l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' and l.virtualtransaction = any(${running}::text[])
       and (not ${isOld}::boolean or exists (select from pg_locks x where x.locktype = 'transactionid' and x.mode = 'ExclusiveLock' and x.virtualtransaction = l.virtualtransaction))`);
  return row!.count;
};

export const countOpen = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from fhir_exports e where e.organization_id = ${tx.organizationId} and e.status in ('WAITING', 'RUNNING')`))!.count;

export const selectExport = (tx: TenantTx, id: string): Promise<ExportRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from fhir_exports e where e.organization_id = ${tx.organizationId} and e.id = ${id}`);

/** Undefined where another process has it at the moment. What refers to the row, as a poll does, does not wait for it. */
export const lockExport = (tx: TenantTx, id: string): Promise<ExportRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from fhir_exports e where e.organization_id = ${tx.organizationId} and e.id = ${id} for no key update skip locked`);

export const updateExport = async (tx: TenantTx, id: string, set: Partial<ExportRow>, dueAt?: Date): Promise<void> => {
  const sets = Object.entries(set).map(([column, value]) => sql`${sql.id(column)} = ${column === "written" ? JSON.stringify(value) : value}`);
  if (sets.length) await tx.query(sql`update fhir_exports set ${sql.join(sets, sql`, `)} where organization_id = ${tx.organizationId} and id = ${id}`);
  if (dueAt) await tx.query(sql`update fhir_export_queue set due_at = ${dueAt} where organization_id = ${tx.organizationId} and export_id = ${id}`);
};

/** Of the names those that had not been noted yet. */
export const noteSeen = async (tx: TenantTx, exportId: string, names: readonly string[]): Promise<Set<string>> => {
  if (!names.length) return new Set();
  const rows = await tx.query<{ name: string }>(sql`
    insert into fhir_export_seen (organization_id, export_id, name)
    select ${tx.organizationId}, ${exportId}, n.name from unnest(${[...new Set(names)]}::text[]) n (name) on conflict do nothing returning name`);
  return new Set(rows.map(({ name }) => name));
};

type Piece = { position: number; type: string; file: number; count: number; content: string };

export const insertPiece = (tx: TenantTx, exportId: string, { position, type, file, count, content }: Piece): Promise<unknown> =>
  tx.query(sql`
    insert into fhir_export_pieces (organization_id, export_id, position, type, file, count, content_sealed)
    values (${tx.organizationId}, ${exportId}, ${position}, ${type}, ${file}, ${count}, ${tx.seal(placeOfPiece(exportId, position), content)})`);

/** False where it was asked for later than `before` already. */
export const notePoll = async (tx: TenantTx, exportId: string, before: Date): Promise<boolean> =>
  (await tx.query(sql`
    insert into fhir_export_polls as p (organization_id, export_id, polled_at) values (${tx.organizationId}, ${exportId}, ${tx.now})
    on conflict (organization_id, export_id) do update set polled_at = excluded.polled_at where p.polled_at <= ${before}
    returning export_id`)).length > 0;

export const selectFiles = (tx: TenantTx, exportId: string): Promise<{ type: string; file: number; count: number }[]> =>
  tx.query(sql`select p.type, p.file, sum(p.count)::integer as count from fhir_export_pieces p
    where p.organization_id = ${tx.organizationId} and p.export_id = ${exportId} group by 1, 2 order by 1, 2`);

/** The piece of a file after the one at `position`. */
export const selectPiece = async (tx: TenantTx, exportId: string, { type, file }: { type: string; file: number }, after: number): Promise<{ position: number; content: string } | undefined> => {
  const row = await tx.first<{ position: number; content_sealed: string }>(sql`
    select p.position, p.content_sealed from fhir_export_pieces p
     where p.organization_id = ${tx.organizationId} and p.export_id = ${exportId} and p.type = ${type} and p.file = ${file} and p.position > ${after}
     order by p.position limit 1`);
  return row && { position: row.position, content: tx.open(placeOfPiece(exportId, row.position), row.content_sealed) };
};

/** Some of what an export that is gone has left; false once nothing is. */
export const forgetSome = async (tx: TenantTx, exportId: string, most: number): Promise<boolean> => {
  const count = async (rows: Promise<unknown[]>): Promise<number> => (await rows).length;
  const pieces = await count(tx.query(sql`delete from fhir_export_pieces where ctid = any(array(
    select p.ctid from fhir_export_pieces p where p.organization_id = ${tx.organizationId} and p.export_id = ${exportId} limit ${most})) returning position`));
  const seen = await count(tx.query(sql`delete from fhir_export_seen where ctid = any(array(
    select s.ctid from fhir_export_seen s where s.organization_id = ${tx.organizationId} and s.export_id = ${exportId} limit ${most * 10})) returning name`));
  if (pieces || seen) return true;
  await tx.query(sql`delete from fhir_export_polls where organization_id = ${tx.organizationId} and export_id = ${exportId}`);
  await tx.query(sql`delete from fhir_exports where organization_id = ${tx.organizationId} and id = ${exportId}`);
  await tx.query(sql`delete from fhir_export_queue where organization_id = ${tx.organizationId} and export_id = ${exportId}`);
  return false;
};

export type Due = { organization_id: string; export_id: string };

/** Takes the export that is due longest. A process that dies over it leaves it to the next one at `until`. */
export const claimDue = async (query: PlainQuery, now: Date, until: Date): Promise<Due | undefined> =>
  (await query<Due>(sql`
    update fhir_export_queue q set due_at = ${until}
      from (select c.organization_id, c.export_id from fhir_export_queue c where c.due_at <= ${now} order by c.due_at limit 1 for update skip locked) c
     where q.organization_id = c.organization_id and q.export_id = c.export_id
    returning q.organization_id, q.export_id`))[0];
