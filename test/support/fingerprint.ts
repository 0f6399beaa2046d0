import pg from "pg";

/** What a database holds and how it is made, in a form that two can be compared in; sessions by their count alone. */
export const fingerprint = async (superuserUrl: string): Promise<{ tables: Record<string, string>; schema: string[] }> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query("set timezone = 'UTC'");
    const names = await strings(client, "select c.relname as text from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and relname !~ '^knex' order by 1");
    const tables: Record<string, string> = {};
    for (const name of names) {
      const rows = name === "sessions" ? "''" : "md5(string_agg(t::text, chr(10) order by t::text collate \"C\"))";
      tables[name] = (await strings(client, `select count(*) || ' ' || coalesce(${rows}, '') as text from only "${name}" t`))[0]!;
    }
    return { tables, schema: await strings(client, SCHEMA) };
  } finally {
    await client.end();
  }
};

const strings = async (client: pg.Client, text: string): Promise<string[]> => (await client.query<{ text: string }>(text)).rows.map((row) => row.text);

const MINE = "relnamespace = 'public'::regnamespace";
const SCHEMA = `
  select concat_ws(' ', relname, relkind, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, oid)) as text
    from pg_class where ${MINE} and relkind in ('r', 'p', 'S')
  union all select concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated, attidentity)
    from pg_attribute join pg_class c on c.oid = attrelid where ${MINE} and relkind in ('r', 'p') and attnum > 0 and not attisdropped
  union all select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_class c on c.oid = conrelid where ${MINE} and contype <> 'n'
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select concat_ws(' ', tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies where schemaname = 'public'
  union all select concat_ws(' ', proname, prosecdef, proacl, proconfig, md5(prosrc)) from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' and prolang <> (select oid from pg_language where lanname = 'c')
  order by 1`;
