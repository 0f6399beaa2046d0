import pg from "pg";
import type { Actor } from "./actors.js";
import { must } from "./billing-scene.js";

const PATIENTS = 100;
/** Characters: two lines a patient, two names a line. With loopback's socket buffers of some 4 MB a shorter file would be sent at once. */
const NAME = 20_000;
export const LARGE_EXPORT_MONTH = "2026-01";

/** Patients with an enrollment and a month of readings, copied in the database: with names so long that what is exported of them fits no socket's buffers. */
export const makeLargeExport = async (actor: Actor, superuserUrl: string): Promise<string> => {
  const patient = await must(actor.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" }));
  const enrollment = await must(actor.call("POST", "/api/enrollments", { patientId: patient.id, program: "RPM", startDate: "2026-01-01", deviceSetupDate: "2026-01-01" }));
  const days = Array.from({ length: 18 }, (_, day) => `2026-01-${String(day + 1).padStart(2, "0")}T17:00:00Z`);
  await must(actor.call("POST", "/api/observations/bulk", {
    observations: days.map((recordedAt) => ({ patientId: patient.id, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt })),
  }));
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const copy = (table: string, key: string, id: string, more: string): Promise<unknown> =>
    client.query(`insert into ${table} select copy.* from ${table} t, generate_series(1, ${PATIENTS}) n, jsonb_populate_record(t, jsonb_build_object(${more})) copy where t.${key} = $1`, [id]);
  await copy("patients", "id", patient.id, `'id', 'patient_' || n, 'first_name', repeat('x', ${NAME}), 'last_name', repeat('y', ${NAME})`);
  await copy("enrollments", "id", enrollment.id, "'id', 'enr_' || n, 'patient_id', 'patient_' || n");
  await copy("observations", "patient_id", patient.id, "'id', t.id || '_' || n, 'patient_id', 'patient_' || n, 'enrollment_id', 'enr_' || n");
  await copy("reading_days", "enrollment_id", enrollment.id, "'enrollment_id', 'enr_' || n");
  await client.end();
  return `/api/billing/export/${actor.organizationId}/${LARGE_EXPORT_MONTH}?status=all&format=json`;
};
