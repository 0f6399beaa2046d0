import pg from "pg";

export type Entry = {
  sequence: number; operation_id: string; outcome: string; status: number; patient_id: string | null; resource_id: string | null;
  actor_type: string; actor_id: string | null; reason: string | null; fields: string[]; asked_organization_id: string | null;
};

export type Chains = {
  superuser: pg.Client;
  /** An organization's entries, oldest first. */
  of(organizationId: string): Promise<Entry[]>;
  /** The operator's. */
  system(): Promise<Entry[]>;
  close(): Promise<void>;
};

const COLUMNS = "sequence::int, operation_id, outcome, status, patient_id, resource_id, actor_type, actor_id, reason, fields";

/** The tables of the audit as their owner sees them. */
export const openChains = async (superuserUrl: string): Promise<Chains> => {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  return {
    superuser,
    of: async (id) => (await superuser.query<Entry>(`select ${COLUMNS} from audit_events where organization_id = $1 order by sequence`, [id])).rows,
    system: async () => (await superuser.query<Entry>(`select ${COLUMNS}, asked_organization_id from system_audit_events order by sequence`)).rows,
    close: () => superuser.end(),
  };
};
