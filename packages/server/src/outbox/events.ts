import type { components } from "@vitaledge/contract/schema";
import type { Database } from "../db/knex.js";
import type { TenantTx } from "../db/with-tenant.js";
import { insertEvents } from "./events.sql.js";
import { nudge } from "./nudge.js";

type Schemas = components["schemas"];

export type EventType = Schemas["EventType"];
/** Thin: identifiers and codes, no health data. */
export type EventData = Schemas["EventData"];

export type NewEvent = { type: EventType; id: string; patientId?: string; enrollmentId?: string | null; severity?: EventData["severity"]; month?: string };

/**
 * Writes events in the transaction of what they tell of: both come to be, or neither. They are published in the order in
 * which they were appended; to keep that of what happened, append after the row that changed is locked. Answers their ids.
 */
export const appendEvents = async (tx: TenantTx, events: readonly NewEvent[]): Promise<string[]> => {
  if (!events.length) return [];
  const rows = events.map(({ type, ...data }) => ({ id: tx.newId("evt"), type, data: thin(data) }));
  insertEvents(tx, rows);
  tx.afterCommit(tellRelay);
  return rows.map((row) => row.id);
};

export const appendEvent = async (tx: TenantTx, event: NewEvent): Promise<string> => (await appendEvents(tx, [event]))[0]!;

// Named one by one: whatever else an object carries is not sent to anybody.
const thin = ({ id, patientId, enrollmentId, severity, month }: Omit<NewEvent, "type">): EventData => ({
  id,
  ...(patientId !== undefined && { patientId }),
  ...(typeof enrollmentId === "string" && { enrollmentId }),
  ...(severity !== undefined && { severity }),
  ...(month !== undefined && { month }),
});

const tellRelay = (database: Database): void => nudge(database, "events");
