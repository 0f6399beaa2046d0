import { sql } from "../../db/sql.js";

/**
 * The strictest limits of all the organizations of the user of the session `s`, as `limits`. The policies `mine` show those
 * of the users that `app.user_id` names and nothing else, so whoever asks has to set it.
 */
export const STRICTEST_LIMITS = sql`(
  select min((o.session_policy->>'idleMinutes')::integer) as idle_minutes,
         min((o.session_policy->>'absoluteHours')::integer) as absolute_hours
    from members m join organizations o on o.organization_id = m.organization_id
   where m.user_id = s.user_id) limits`;

/** The first of the three ends of a session, unless it is used before; a limit that nobody has set ends nothing. */
export const ENDS_AT = sql`least(s.expires_at,
  s.created_at + limits.absolute_hours * interval '1 hour',
  s.last_used_at + limits.idle_minutes * interval '1 minute')`;
