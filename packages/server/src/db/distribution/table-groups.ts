/**
 * Where each table lies once the database is Citus. A table's `_versions` lie where it does; `ON_COORDINATOR` and `QUEUES`
 * are both local to the coordinator.
 */
export type TableGroup = "reference" | "coordinator" | "queue" | "distributed";

/** Copied to every node, for few writes and many reads: each write is a two-phase commit to all of them. */
const REFERENCE = ["billing_terms", "metric_definitions"];

/**
 * Plain tables of the coordinator: who may come in, and what the platform keeps of its own. The gate reads sessions, members
 * and organizations in one statement for each request, which so never leaves the machine; what a person knows of other
 * organizations rests on policies with subqueries, which Citus takes on no table of its own; and an e-mail address or an
 * assertion's client is unique over all organizations.
 */
const ON_COORDINATOR = [
  "account_idempotency_keys", "api_keys", "audit_signatures", "break_glass_grants", "client_assertions", "invitations", "knex_migrations", "knex_migrations_lock", "known_devices",
  "leader_leases", "members", "mfa_challenges", "organization_index", "organization_keys", "organizations", "outbox_mails", "password_resets", "platform_keys", "rate_windows", "recent_writes",
  "recovery_codes", "refresh_tokens", "revoked_tokens", "scheduled_runs", "sessions", "sign_in_attempts", "smart_clients", "system_audit_events", "system_audit_head", "throttles",
  "totp_factors", "users",
];

/**
 * Of the coordinator too, and known to Citus: they are written beside rows of a shard, and of a table that it knows it makes
 * that one two-phase commit. Workers take from them by `for update skip locked`, which does not go over several shards.
 */
const QUEUES = ["fhir_export_queue", "outbox_due", "outbox_pending"];

/**
 * An organization's rows, all of one organization on one shard. Alert rules are among them and not copied: most are one
 * patient's, so that they grow with the patients.
 */
const DISTRIBUTED = [
  "alert_rules", "alerts", "audit_events", "audit_heads", "billing_closes", "billing_lines", "billing_month_facts", "billing_sign_offs", "claim_exports", "claims", "control_numbers",
  "deliveries", "device_assignments", "devices", "enrollments", "event_heads", "events", "fhir_dates", "fhir_export_pieces", "fhir_export_polls", "fhir_export_seen", "fhir_exports",
  "fhir_hash_keys", "fhir_index", "fhir_quantities", "fhir_references", "fhir_resources", "fhir_strings", "fhir_subscriptions", "fhir_tokens", "fhir_uris", "fhir_watermarks",
  "idempotency_keys", "minute_months", "observations", "patient_keys", "patients", "practitioners", "reading_days", "time_entries", "webhooks",
];

const NAMES: Record<TableGroup, readonly string[]> = { reference: REFERENCE, coordinator: ON_COORDINATOR, queue: QUEUES, distributed: DISTRIBUTED };

const GROUPS = new Map(Object.entries(NAMES).flatMap(([group, names]) => names.map((name) => [name, group as TableGroup])));

/** `undefined` for a table that nobody has sorted yet; partitions have no group of their own. */
export const groupOf = (table: string): TableGroup | undefined => GROUPS.get(table.replace(/_versions$/, ""));
