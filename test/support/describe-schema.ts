import pg from "pg";

/** What the public schema holds, a line each: two databases of one form have the same lines. */
export const describeSchema = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      with relations as (select * from pg_class where relnamespace = 'public'::regnamespace)
      select concat_ws(' ', 'relation', relname, relkind, relacl, relrowsecurity, relforcerowsecurity) as line from relations
      union all
      select concat_ws(' ', 'column', r.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attacl)
        from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where r.relkind in ('r', 'p')
      union all
      select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid)) from pg_index i join relations r on r.oid = i.indexrelid
      union all
      select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select concat_ws(' ', 'policy', tablename, policyname, permissive, cmd, qual, with_check) from pg_policies where schemaname = 'public'
      union all
      select concat_ws(' ', 'function', pg_get_functiondef(oid), proacl) from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
      union all
      select concat_ws(' ', 'migration', name) from knex_migrations
      union all
      select concat_ws(' ', 'lock', is_locked) from knex_migrations_lock
      order by line`);
    return (rows as { line: string }[]).map(({ line }) => line);
  } finally {
    await client.end();
  }
};
