import type { components } from "@vitaledge/contract/schema";
import type { CloseRow } from "./close.sql.js";
import type { Frozen } from "./frozen.js";

type Schemas = components["schemas"];

export const presentClose = (organizationId: string, close: CloseRow, { summary, held }: Frozen): Schemas["BillingClose"] => ({
  organizationId,
  month: close.month,
  revision: close.revision,
  closedAt: close.closed_at.toISOString(),
  closedBy: close.closed_by,
  lines: close.lines,
  units: close.units,
  chargeCents: close.charge_cents,
  timezone: summary.timezone,
  timezones: summary.timezones,
  held,
});

export const presentReopening = (organizationId: string, close: CloseRow, reason: string): Schemas["BillingReopen"] => ({
  organizationId,
  month: close.month,
  revision: close.revision,
  reopenedAt: (close.reopened_at ?? close.closed_at).toISOString(),
  reopenedBy: close.reopened_by,
  reason,
});
