export type Privileges = "select" | "insert" | "update" | "delete";

/** `append`: rows are never changed. `keep`: rows are changed and never deleted. `all`: rows come and go. */
export type TableUse = "append" | "keep" | "all";

const GRANTS: Record<TableUse, readonly Privileges[]> = {
  append: ["select", "insert"],
  keep: ["select", "insert", "update"],
  all: ["select", "insert", "update", "delete"],
};

const SERVICE_ROLES = "vitaledge_app, vitaledge_worker";

/** What an organization's rows are known by inside a transaction; '' and not null after a setting has ended. */
export const IS_TENANT = "organization_id = nullif(current_setting('app.organization_id', true), '')";

export const grant = (table: string, use: TableUse): string =>
  `grant ${GRANTS[use].join(", ")} on ${table} to ${SERVICE_ROLES};`;

/** Forced row-level security and the one permissive policy that every tenant table has. */
export const isolate = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy tenant on ${table} as permissive for all using (${IS_TENANT}) with check (${IS_TENANT});`;

type TenantTable = {
  name: string;
  columns: string;
  use?: TableUse;
  /** False where rows are derived or never change: no version column, no archive. */
  versioned?: boolean;
  /** The primary key after `organization_id`. */
  key?: string;
  suffix?: string;
};

/**
 * A table of an organization's rows: composite key, isolation, grants, and the archive of what rows were before.
 * The archive has one shape for all tables, so that a column added later asks nothing of it.
 */
export const tenantTable = ({ name, columns, use = "keep", versioned = true, key = "id", suffix = "" }: TenantTable): string => `
  create table ${name} (
    organization_id text not null,
    ${columns}${versioned ? VERSION_COLUMNS : ""},
    constraint ${name}_pkey primary key (organization_id, ${key})
  )${suffix};
  ${isolate(name)}
  ${grant(name, use)}
  ${versioned ? versionsTable(name) : ""}`;

const VERSION_COLUMNS = `,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz`;

const versionsTable = (name: string): string => `
  create table ${name}_versions (
    organization_id text not null,
    id text not null,
    version integer not null,
    replaced_at timestamptz not null,
    replaced_by text,
    content jsonb not null,
    primary key (organization_id, id, version)
  );
  ${isolate(`${name}_versions`)}
  ${grant(`${name}_versions`, "append")}`;

/** A table of the platform's own, without organization and policy; the catalogue test knows each by name. */
export const platformTable = (name: string, columns: string, use: TableUse = "all"): string => `
  create table ${name} (${columns});
  ${grant(name, use)}`;
