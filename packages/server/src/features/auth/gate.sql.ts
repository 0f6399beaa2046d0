import { inTransaction, runText, type Connection } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import type { Role } from "../../db/with-tenant.js";

export type Asked = { sessionId: string; userId: string };
export type Standing = {
  sessionId: string; ended: boolean; expiresAt: Date; disabled: boolean; role: Role | null;
  /** The last emergency access that was not ended. */
  grant: { id: string; expiresAt: Date } | undefined;
};

type Row = {
  session_id: string; ended: boolean; expires_at: Date; disabled: boolean; role: Role | null;
  grant_id: string | null; grant_until: Date | null;
};

const SESSION = /^ses_[A-Za-z0-9_]{1,64}$/;
const USER = /^user_[A-Za-z0-9_]{1,64}$/;
const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;

/**
 * Session and role of all requests that wait at one moment, in one message to the database. The ids stand in the text,
 * for a message of several statements takes no values: each has been held against its form.
 */
export const readStandings = async (database: Database, organizationId: string, asked: readonly Asked[]): Promise<(Standing | undefined)[]> => {
  const known = asked.filter(({ sessionId, userId }) => SESSION.test(sessionId) && USER.test(userId));
  if (!known.length) return asked.map(() => undefined);
  const rows = await inTransaction(database, scopeOf(organizationId), (connection) => select(connection, organizationId, known));
  const bySession = new Map(rows.map((row) => [row.session_id, row]));
  return asked.map(({ sessionId }) => standingOf(bySession.get(sessionId)));
};

const scopeOf = (organizationId: string): string => {
  if (organizationId && !ORGANIZATION.test(organizationId)) throw new Error("not an organization's id");
  return `set local app.organization_id = '${organizationId}'`;
};

const select = (connection: Connection, organizationId: string, known: readonly Asked[]): Promise<Row[]> => {
  const values = known.map(({ sessionId, userId }) => `('${sessionId}', '${userId}')`).join(", ");
  return runText<Row>(connection, `
    select distinct s.id as session_id, s.ended_at is not null as ended, s.expires_at, u.disabled_at is not null as disabled, m.role,
           g.id as grant_id, g.expires_at as grant_until
      from (values ${values}) asked (session_id, user_id)
      join sessions s on s.id = asked.session_id and s.user_id = asked.user_id
      join users u on u.id = s.user_id
      left join members m on m.organization_id = '${organizationId}' and m.user_id = s.user_id
      left join lateral (
        select id, expires_at from break_glass_grants
         where organization_id = '${organizationId}' and user_id = s.user_id and ended_at is null order by expires_at desc limit 1) g on true`);
};

const standingOf = (row: Row | undefined): Standing | undefined =>
  row && {
    sessionId: row.session_id, ended: row.ended, expiresAt: row.expires_at, disabled: row.disabled, role: row.role,
    grant: row.grant_id && row.grant_until ? { id: row.grant_id, expiresAt: row.grant_until } : undefined,
  };
