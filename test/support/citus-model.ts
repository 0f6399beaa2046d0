import pg from "pg";

/**
 * What the migration asks of Citus, as much of it as says no: a table is distributed beside one that is known, after all that
 * its foreign keys refer to, and without subqueries in its policies. So it can be run where there is no Citus.
 */
const MODEL = `
  set allow_system_table_mods = on;
  insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    values (4000000000, 'citus', 10, 'pg_catalog'::regnamespace, false, '13.0');
  create schema model;
  create table model.pg_dist_node (groupid integer, isactive boolean);
  create table model.pg_dist_partition (place integer generated always as identity, logicalrelid regclass, partmethod "char");
  create function model.take(name regclass, method "char") returns void language plpgsql as $$ begin
    if exists (select from pg_constraint k where k.contype = 'f' and k.conparentid = 0 and k.conrelid = name and k.confrelid <> name
                and not exists (select from pg_dist_partition p where p.logicalrelid = k.confrelid)) then
      raise exception 'referenced table must be a distributed table or a reference table';
    end if;
    if exists (select from pg_policy p where p.polrelid = name and pg_get_expr(p.polqual, p.polrelid) ~* 'select') then
      raise exception 'Subqueries are not supported in policies on distributed tables';
    end if;
    insert into pg_dist_partition (logicalrelid, partmethod) values (name, method);
  end $$;
  create function model.create_reference_table(name regclass) returns void language sql as $$ select model.take(name, 'n'::"char") $$;
  create function model.citus_add_local_table_to_metadata(name regclass) returns void language sql as $$ select model.take(name, 'n'::"char") $$;
  create function model.create_distributed_table(name regclass, key text, colocate_with text) returns void language plpgsql as $$ begin
    if colocate_with <> 'none' and not exists (select from pg_dist_partition p where p.logicalrelid = colocate_with::regclass) then
      raise exception 'relation % is not distributed', colocate_with;
    end if;
    perform model.take(name, 'h'::"char");
  end $$;
  grant usage on schema model to public;
  -- Where its library is loaded the setting is known, and anybody's to give.
  grant set on parameter citus.propagate_set_commands to vitaledge_owner;
  grant all on all tables in schema model to public;
  do $$ begin execute format('alter database %I set search_path = public, model', current_database()); end $$;`;

/** Puts the model into a database of a test's own; `nodes`: the coordinator is among them. */
export const installCitusModel = async (superuserUrl: string, { nodes }: { nodes: boolean }): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(MODEL);
    if (nodes) await client.query("insert into model.pg_dist_node values (0, true)");
  } finally {
    await client.end();
  }
};
