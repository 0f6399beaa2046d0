import { runPlain } from "../../db/connection.js";
import { sql } from "../../db/sql.js";
import { SETTINGS } from "../../platform/config.js";
import type { Setting } from "../../platform/settings.js";
import type { Finding, Scene } from "./finding.js";

const isTaken = ({ parse }: Setting<unknown>, given: string): boolean => {
  try {
    parse(given);
    return true;
  } catch {
    return false;
  }
};

const settingsOf = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.values(SETTINGS).flatMap((setting: Setting<unknown>) => {
    const given = environment[setting.name];
    if (!given) return [];
    return [[setting.name, !isTaken(setting, given) ? "(not taken)" : setting.plain ? given : "(set)"]];
  }));

type Size = { name: string; rows: string; bytes: string };
type Refusal = { operation: string; status: number; count: number };

const inDatabase = async ({ database, now }: Scene): Promise<object> => {
  const since = new Date(now.getTime() - 86_400_000);
  const [server] = await runPlain<object>(database, sql`select version() as version, pg_database_size(current_database())::text as bytes`);
  const tables = await runPlain<Size>(database, sql`
    select c.relname as name, greatest(c.reltuples, 0)::bigint as rows, pg_total_relation_size(c.oid) as bytes
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  const refusals = await runPlain<Refusal>(database, sql`
    select operation_id as operation, status, count(*)::integer as count from system_audit_events
     where at > ${since} and outcome <> 'SUCCESS' group by 1, 2 order by 3 desc limit 50`).catch(() => []);
  const migrations = await runPlain<{ name: string }>(database, sql`select name from knex_migrations order by id`).catch(() => []);
  return { server, migrations: migrations.map(({ name }) => name), tables, refusalsOfTheLastDay: refusals };
};

type Given = { findings: readonly Finding[]; scene: Scene | undefined; environment: Readonly<Record<string, string | undefined>>; version: string };

/**
 * All that support needs to know, as JSON: versions, which settings are set, findings, sizes and counts, refusals by operation.
 * No health data, no name or address of anybody, no secret, no id of an organization or a person.
 */
export const makeReport = async ({ findings, scene, environment, version }: Given): Promise<object> => ({
  program: version,
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  madeAt: new Date().toISOString(),
  settings: settingsOf(environment),
  findings,
  database: scene ? await inDatabase(scene) : null,
});
