import { runPlain } from "../db/connection.js";
import type { Database } from "../db/knex.js";
import { sql } from "../db/sql.js";
import { OperatorError } from "../platform/operator-error.js";

/** The account of the published documentation: everybody knows its password. */
export const DEMONSTRATION = {
  userId: "user_123",
  email: "user@example.com",
  password: "secure_password",
  organizationId: "org_abc123",
  patientId: "patient_xyz",
} as const;

export const hasDemonstration = async (database: Database): Promise<boolean> =>
  (await runPlain(database, sql`select 1 as there from users where demonstration limit 1`)).length > 0;

/** A service that people's health data are in never runs with an account that everybody can use. */
export const expectNoDemonstration = async (database: Database): Promise<void> => {
  if (await hasDemonstration(database)) {
    throw new OperatorError("This database holds the demonstration, whose password is public. Use another database with NODE_ENV=production.");
  }
};

export const insertDemonstrationUser = async (database: Database, passwordHash: string, now: Date): Promise<void> => {
  await runPlain(database, sql`
    insert into users (id, email, first_name, last_name, password_hash, demonstration, created_at, updated_at)
    values (${DEMONSTRATION.userId}, ${DEMONSTRATION.email}, 'Demo', 'User', ${passwordHash}, true, ${now}, ${now})`);
};
