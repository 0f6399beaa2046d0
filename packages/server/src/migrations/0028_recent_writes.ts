import { platformTable } from "../sql/tenant-table.js";

/** When sessions and keys last wrote: those who did a moment ago do not read from a replica. */
export const recentWrites = [
  platformTable("recent_writes", `
    subject text primary key,
    written_at timestamptz not null`),
];
