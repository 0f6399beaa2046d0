import { readFile } from "node:fs/promises";
import pg from "pg";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { startTestCluster } from "../support/cluster.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

/** Bytes of a table with its indexes and partitions, for each row. */
const SIZES = `select name, round(bytes / count) as each from (
  select coalesce(p.relname, c.relname) as name, sum(pg_total_relation_size(c.oid)) as bytes, sum(c.reltuples) as count
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.reltuples > 0 group by 1) t where count >= 2000 order by 1`;

/** What docs/scaling.md reckons with; a table that has grown by half makes its figures untrue. */
const STATED: Record<string, number> = {
  alerts: 1040, audit_events: 880, device_assignments: 640, devices: 630, enrollments: 840, events: 320, observations: 1260, patient_keys: 240, patients: 970, reading_days: 260, time_entries: 640,
};

export const sizes: Part = {
  name: "sizes",
  shows: "a row takes the bytes that docs/scaling.md reckons with, indexes included",
  needs: [],
  async run() {
    const { database, stop } = await startTestCluster();
    const client = new pg.Client({ connectionString: database.superuserUrl });
    try {
      await migrate({ ownerUrl: database.ownerUrl });
      await client.connect();
      await client.query(await readFile(new URL("sizes.sql", import.meta.url), "utf8"));
      const found = (await client.query<{ name: string; each: string }>(SIZES)).rows.filter(({ name }) => name in STATED);
      expect(found.length === Object.keys(STATED).length, "every table of the page has rows");
      for (const { name, each } of found) expect(Number(each) < STATED[name]! * 1.5 && Number(each) > STATED[name]! / 1.5, `a row of ${name} takes about ${STATED[name]} bytes (it takes ${each})`);
      return found.map(({ name, each }) => `${name} ${each} B`).join(", ");
    } finally {
      await client.end();
      await stop();
    }
  },
};
