import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { PlainQuery, TenantTx } from "../../db/with-tenant.js";

export type AddressColumn = {
  line1?: string | null; line2?: string | null; city?: string | null; state?: string | null; postalCode?: string | null; country?: string | null;
};
export type BillingContactColumn = { name?: string | null; phone?: string | null };
export type ClearinghouseColumn = {
  receiverName?: string | null; receiverId?: string | null; senderQualifier?: string | null; usage?: "TEST" | "PRODUCTION" | null;
};
export type SessionPolicyColumn = { idleMinutes?: number | null; absoluteHours?: number | null; requireMfa?: boolean | null };
export type AlertingColumn = { lateReadingHours?: number | null; unacknowledgedMinutes?: number | null };

/** What people may set; address lines and telephone are sealed. */
export type OrganizationColumns = {
  name: string;
  legal_name: string | null;
  timezone: string;
  npi: string | null;
  taxonomy_code: string | null;
  tax_id: string | null;
  tax_id_type: "EIN" | "SSN" | null;
  address: AddressColumn | null;
  billing_contact: BillingContactColumn | null;
  submitter_id: string | null;
  accepts_assignment: boolean;
  clearinghouse: ClearinghouseColumn | null;
  session_policy: SessionPolicyColumn;
  alerting: AlertingColumn;
};

export type Plan = "STANDARD" | "ENTERPRISE";

export type OrganizationRow = OrganizationColumns & {
  organization_id: string;
  plan: Plan;
  requests_per_minute: number | null;
  version: number;
  created_at: Date;
  updated_at: Date;
};

const SELECT = sql`
  select organization_id, name, plan, requests_per_minute, legal_name, timezone, npi, taxonomy_code, tax_id, tax_id_type, address,
         billing_contact, submitter_id, accepts_assignment, clearinghouse, session_policy, alerting, version, created_at, updated_at
    from organizations`;

export const selectOrganization = (tx: TenantTx): Promise<OrganizationRow | undefined> =>
  tx.first<OrganizationRow>(sql`${SELECT} where organization_id = ${tx.organizationId}`);

export const lockOrganization = (tx: TenantTx): Promise<OrganizationRow | undefined> =>
  tx.first<OrganizationRow>(sql`${SELECT} where organization_id = ${tx.organizationId} for update`);

export const insertOrganization = async (tx: TenantTx, columns: OrganizationColumns): Promise<void> => {
  await tx.query(sql`
    insert into organizations (organization_id, name, legal_name, timezone, npi, taxonomy_code, tax_id, tax_id_type, address,
      billing_contact, submitter_id, accepts_assignment, clearinghouse, session_policy, alerting, created_at, updated_at)
    values (${tx.organizationId}, ${columns.name}, ${columns.legal_name}, ${columns.timezone}, ${columns.npi}, ${columns.taxonomy_code},
      ${columns.tax_id}, ${columns.tax_id_type}, ${columns.address}, ${columns.billing_contact}, ${columns.submitter_id},
      ${columns.accepts_assignment}, ${columns.clearinghouse}, ${columns.session_policy}, ${columns.alerting}, ${tx.now}, ${tx.now})`);
};

/** The list of all organizations, by their ids alone, for what works through each of them. */
export const insertIndexEntry = (tx: TenantTx): Promise<unknown> =>
  tx.query(sql`insert into organization_index (organization_id) values (${tx.organizationId})`);

export const selectOrganizationIds = async (query: PlainQuery): Promise<string[]> =>
  (await query<{ organization_id: string }>(sql`select organization_id from organization_index order by organization_id`)).map((row) => row.organization_id);

export const changeOrganization = (tx: TenantTx, columns: Partial<OrganizationRow>): Promise<OrganizationRow | undefined> =>
  changeRow<OrganizationRow>(tx, "organizations", { id: tx.organizationId }, columns);

const ofUser = (userId: string): Statement => sql`organization_id in (select m.organization_id from members m where m.user_id = ${userId})`;

// Row-level security shows the caller's organizations alone, which the condition says once more.
export const selectOwnOrganizations = (query: PlainQuery, userId: string, before: Statement, limit: number): Promise<OrganizationRow[]> =>
  query<OrganizationRow>(sql`${SELECT} where ${ofUser(userId)} and ${before} order by created_at desc, organization_id desc limit ${limit + 1}`);

export const countOwnOrganizations = async (query: PlainQuery, userId: string): Promise<number> =>
  (await query<{ count: number }>(sql`select count(*)::integer as count from organizations where ${ofUser(userId)}`))[0]?.count ?? 0;
