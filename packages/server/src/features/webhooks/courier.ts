import type { TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import type { DueRow } from "./deliveries.sql.js";
import type { ReceiverKind, ReceiverRow } from "./webhooks.sql.js";

export type DeliverDeps = Pick<Deps, "clock" | "config" | "database" | "keys" | "log" | "publicUrl" | "workerDatabase">;

/** What goes over the line at a moment. */
export type Message = { headers: Record<string, string>; body: string };
export type MessageAt = (at: Date) => Message;

/** `GONE`: it answered 410. `FAILING`: it has taken nothing for as long as is tried; `fault` is what the last attempt met. */
export type Stop = { reason: "GONE" | "FAILING"; fault: string };

/** What one kind of receiver is sent, and what becomes of that. All within the transactions of the relay. */
export type Courier = {
  /** A message a row; undefined where nothing may be sent to it any more. */
  messages(deps: DeliverDeps, tx: TenantTx, receiver: ReceiverRow, rows: readonly DueRow[]): Promise<MessageAt[] | undefined>;
  /** Milliseconds after its first attempt at which a delivery is given up. */
  givenUpAfter(row: DueRow): number;
  /** Before outcomes are written: what has to be locked first. */
  hold(tx: TenantTx, receiverId: string): Promise<unknown>;
  delivered(tx: TenantTx, receiverId: string, rows: readonly DueRow[]): Promise<void>;
  stop(deps: DeliverDeps, tx: TenantTx, receiverId: string, stop: Stop): Promise<void>;
};

export type Couriers = { readonly [Kind in ReceiverKind]: Courier };
