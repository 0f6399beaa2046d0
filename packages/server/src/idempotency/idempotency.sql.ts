import { sql, type Statement } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";

/** The rows of one organization, or those of callers who have none yet. */
export type Home = { organizationId: string } | "account";

const tableOf = (home: Home): Statement => sql.id(home === "account" ? "account_idempotency_keys" : "idempotency_keys");
const within = (home: Home): Statement => (home === "account" ? sql`true` : sql`k.organization_id = ${home.organizationId}`);

/** Which of the locks this transaction got. They end with it, whatever becomes of the process. */
export const tryLocks = async (query: PlainQuery, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await query<{ id: string; held: boolean }>(sql`
    select id::text, pg_try_advisory_xact_lock(id) as held from unnest(${[...ids].toSorted()}::bigint[]) id`);
  return new Set(rows.filter((row) => row.held).map((row) => row.id));
};

export type AnswerRow = { actor_id: string; key: Buffer; fingerprint: Buffer; answer_sealed: string };
type Named = { actorId: string; key: Buffer };

export const selectAnswers = (query: PlainQuery, home: Home, named: readonly Named[], now: Date): Promise<AnswerRow[]> =>
  query<AnswerRow>(sql`
    select k.actor_id, k.key, k.fingerprint, k.answer_sealed
      from unnest(${named.map(({ actorId }) => actorId)}::text[], ${named.map(({ key }) => key)}::bytea[]) n (actor_id, key)
      join ${tableOf(home)} k on k.actor_id = n.actor_id and k.key = n.key
     where ${within(home)} and k.expires_at > ${now}`);

export type NewAnswer = { actorId: string; key: Buffer; fingerprint: Buffer; answerSealed: string };

/** Puts answers in place of those that have expired; the caller holds the keys' locks. */
export const insertAnswers = async (query: PlainQuery, home: Home, answers: readonly NewAnswer[], expiresAt: Date): Promise<void> => {
  const [column, value, conflict] = home === "account"
    ? [sql.empty, sql.empty, sql`(actor_id, key)`]
    : [sql`organization_id, `, sql`${home.organizationId}, `, sql`(organization_id, actor_id, key)`];
  await query(sql`
    insert into ${tableOf(home)} (${column}actor_id, key, fingerprint, answer_sealed, expires_at)
    select ${value}actor_id, key, fingerprint, answer_sealed, ${expiresAt}::timestamptz
      from unnest(${answers.map(({ actorId }) => actorId)}::text[], ${answers.map(({ key }) => key)}::bytea[],
                  ${answers.map(({ fingerprint }) => fingerprint)}::bytea[], ${answers.map(({ answerSealed }) => answerSealed)}::text[])
        a (actor_id, key, fingerprint, answer_sealed)
    on conflict ${conflict} do update
       set fingerprint = excluded.fingerprint, answer_sealed = excluded.answer_sealed, expires_at = excluded.expires_at`);
};

export const deleteExpiredAnswers = (query: PlainQuery, home: Home, now: Date): Promise<unknown> =>
  query(sql`delete from ${tableOf(home)} k where ${within(home)} and k.expires_at <= ${now}`);
