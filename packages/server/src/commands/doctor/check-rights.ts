import { runPlain } from "../../db/connection.js";
import { sql } from "../../db/sql.js";
import { failed, ok, type Check } from "./finding.js";

type Role = { super: boolean; passes: boolean; owns: number; may: boolean };

const roles: Check = {
  name: "roles",
  async look({ database }) {
    const [row] = await runPlain<Role>(database, sql`
      select r.rolsuper as super, r.rolbypassrls as passes, has_schema_privilege('public', 'create') as may,
             (select count(*)::integer from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns
        from pg_roles r where r.rolname = current_user`);
    const { super: isSuper, passes, owns, may } = row!;
    const faults = [isSuper && "is a superuser", passes && "passes row-level security by", owns > 0 && `owns ${owns} tables`, may && "may make tables"].filter(Boolean);
    if (faults.length) {
      return failed(`The role of DATABASE_URL ${faults.join(", ")}.`, "Let DATABASE_URL sign in as vitaledge_app, and run the output of `vitaledge-server migrate --print-roles` as a superuser.");
    }
    return ok("The server's role owns nothing and is held to row-level security.");
  },
};

type Names = { names: string[] };

/** Every table with an organization's rows. Those that say which organizations have work are read across them, and hold ids alone. */
const isolation: Check = {
  name: "row-level security",
  async look({ database }) {
    const [row] = await runPlain<Names & { count: number }>(database, sql`
      select count(*)::integer as count, coalesce(array_agg(c.relname::text order by 1) filter (where not (c.relrowsecurity and c.relforcerowsecurity)), '{}') as names
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
         and c.relname <> all (${OPEN})`);
    const { names, count } = row!;
    if (names.length) return failed(`Row-level security is not forced on ${names.join(", ")}.`, "As vitaledge_owner: alter table ... enable row level security, force row level security. Find out who changed it.");
    return ok(`Row-level security is forced on ${count} tables.`);
  },
};
const OPEN = ["fhir_export_queue", "organization_index", "outbox_due", "outbox_pending", "smart_clients"];

const grants: Check = {
  name: "grants",
  async look({ database }) {
    const [row] = await runPlain<Names>(database, sql`
      select coalesce(array_agg(distinct g.table_name || ' ' || g.privilege_type), '{}') as names
        from information_schema.role_table_grants g join pg_class c on c.relname = g.table_name and c.relnamespace = 'public'::regnamespace
       where g.table_schema = 'public' and g.grantee in ('PUBLIC', 'vitaledge_app', 'vitaledge_worker')
         and (c.relispartition or c.relname ~ '^(detached|split)_' or g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
              or (g.privilege_type in ('UPDATE', 'DELETE') and (c.relname in ('audit_events', 'system_audit_events', 'audit_signatures') or c.relname like '%\\_versions')))`);
    const { names } = row!;
    if (names.length) return failed(`The server was granted more than it needs: ${names.toSorted().join(", ")}.`, "Revoke it as vitaledge_owner, and find out who granted it.");
    return ok("The server is granted nothing on partitions, and cannot change the audit or archives.");
  },
};

export const RIGHTS_CHECKS = [roles, isolation, grants];
