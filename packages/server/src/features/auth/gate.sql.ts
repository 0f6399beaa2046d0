import { inTransaction, runOn, runOnce } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import { sql, type Statement } from "../../db/sql.js";
import type { PlainQuery, Role } from "../../db/with-tenant.js";
import { ENDS_AT, STRICTEST_LIMITS } from "./session-limits.sql.js";
import { endOverdue, noteUse } from "./sessions.sql.js";

/** `isUse`: somebody asks for something; an answer under way that looks whether it may go on is none. */
export type Asked = { sessionId: string; userId: string; isUse: boolean };
export type Standing = {
  sessionId: string; ended: boolean; expiresAt: Date; disabled: boolean; role: Role | null;
  /** The organization asks for a second factor, and the user has none. */
  factorDue: boolean;
  /** The last emergency access that was not ended. */
  grant: { id: string; expiresAt: Date } | undefined;
};

type Row = {
  session_id: string; ended: boolean; expires_at: Date; last_used_at: Date; idle_minutes: number | null; disabled: boolean; role: Role | null;
  factor_due: boolean; grant_id: string | null; grant_until: Date | null;
};

const SESSION = /^ses_[A-Za-z0-9_]{1,64}$/;
const USER = /^user_[A-Za-z0-9_]{1,64}$/;
const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;

/** Milliseconds after which a use is written down anew; where idle time is limited, it is told to the second. */
const NOTED_EVERY = { unlimited: 60_000, limited: 1_000 };

/** Session and role of all requests that wait at one moment, in one statement, and the use of their sessions from time to time. */
export const readStandings = async (database: Database, organizationId: string, asked: readonly Asked[], now: Date): Promise<(Standing | undefined)[]> => {
  const known = asked.filter(({ sessionId, userId }) => SESSION.test(sessionId) && USER.test(userId));
  if (!known.length) return asked.map(() => undefined);
  const scope = scopeOf(organizationId, known);
  const rows = await runOnce<Row>(database, scope, standingsOf(organizationId, known));
  await note(database, scope, rows, new Set(known.filter(({ isUse }) => isUse).map(({ sessionId }) => sessionId)), now);
  const bySession = new Map(rows.map((row) => [row.session_id, row]));
  return asked.map(({ sessionId }) => standingOf(bySession.get(sessionId)));
};

/**
 * The ids stand in the text, for settings take no values: each has been held against its form. A plan for so many ids and no
 * others would be a little cheaper, so PostgreSQL would make one each time, which takes four times as long as the reading.
 */
const scopeOf = (organizationId: string, known: readonly Asked[]): string => {
  if (organizationId && !ORGANIZATION.test(organizationId)) throw new Error("not an organization's id");
  const users = [...new Set(known.map(({ userId }) => userId))].join(",");
  return `set local plan_cache_mode = force_generic_plan; set local app.organization_id = '${organizationId}'; set local app.user_id = '${users}'`;
};

const standingsOf = (organizationId: string, known: readonly Asked[]): Statement => sql`
  select s.id as session_id, s.ended_at is not null as ended, ${ENDS_AT} as expires_at, s.last_used_at, limits.idle_minutes,
         u.disabled_at is not null as disabled, member.role,
         coalesce((asking.session_policy->>'requireMfa')::boolean, false)
           and not exists (select from totp_factors f where f.user_id = s.user_id and f.confirmed_at is not null) as factor_due,
         emergency.id as grant_id, emergency.expires_at as grant_until
    from (select distinct * from unnest(${known.map(({ sessionId }) => sessionId)}::text[], ${known.map(({ userId }) => userId)}::text[])) asked (session_id, user_id)
    join sessions s on s.id = asked.session_id and s.user_id = asked.user_id
    join users u on u.id = s.user_id
    cross join lateral ${STRICTEST_LIMITS}
    left join members member on member.organization_id = ${organizationId} and member.user_id = s.user_id
    left join organizations asking on asking.organization_id = ${organizationId}
    left join lateral (
      select id, expires_at from break_glass_grants
       where organization_id = ${organizationId} and user_id = s.user_id and ended_at is null order by expires_at desc limit 1) emergency on true`;

/** Not once a request: a write each would cost more than the reading. */
const note = async (database: Database, scope: string, rows: readonly Row[], inUse: ReadonlySet<string>, now: Date): Promise<void> => {
  const open = rows.filter((row) => !row.ended && !row.disabled);
  const over = open.filter((row) => row.expires_at <= now);
  const used = open.filter((row) => row.expires_at > now && inUse.has(row.session_id) && isDue(row, now));
  if (!over.length && !used.length) return;
  // What a crash may lose of this, the next request tells again: nobody has to wait for the disk.
  await inTransaction(database, `${scope}; set local synchronous_commit = off`, async (connection) => {
    const query: PlainQuery = (statement) => runOn(connection, statement);
    if (over.length) await endOverdue(query, over.map((row) => row.session_id), now);
    if (used.length) await noteUse(query, used.map((row) => row.session_id), now);
  });
};

const isDue = ({ last_used_at, idle_minutes }: Row, now: Date): boolean =>
  now.getTime() - last_used_at.getTime() >= (idle_minutes === null ? NOTED_EVERY.unlimited : NOTED_EVERY.limited);

const standingOf = (row: Row | undefined): Standing | undefined => row && {
  sessionId: row.session_id, ended: row.ended, expiresAt: row.expires_at, disabled: row.disabled, role: row.role, factorDue: row.factor_due,
  grant: row.grant_id && row.grant_until ? { id: row.grant_id, expiresAt: row.grant_until } : undefined,
};
