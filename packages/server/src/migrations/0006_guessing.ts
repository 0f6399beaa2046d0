import { platformTable } from "../sql/tenant-table.js";

/** What bounds the guessing of passwords and codes. All keys are hashes: no address of a person or a machine stands here in clear. */
export const guessing = [
  "alter table platform_keys drop constraint platform_keys_purpose_check;",
  "alter table platform_keys add constraint platform_keys_purpose_check check (purpose in ('fields', 'token', 'pepper'));",

  // A bucket that leaks: each event adds a drop, and at this time it is empty again.
  platformTable("throttles", `
    key text primary key,
    empty_at timestamptz not null`),
  "create index throttles_empty on throttles (empty_at);",

  platformTable("sign_in_attempts", `
    account bytea not null,
    network bytea not null,
    count integer not null,
    at timestamptz not null,
    known_until timestamptz,
    primary key (account, network)`),
  "create index sign_in_attempts_at on sign_in_attempts (at);",

  platformTable("known_devices", `
    hash bytea not null,
    user_id text not null references users (id),
    expires_at timestamptz not null,
    primary key (hash, user_id)`),
  "create index known_devices_user on known_devices (user_id);",
];
