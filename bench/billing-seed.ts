import type pg from "pg";
import { VitalEdge } from "@vitaledge/sdk";
import type { Stage } from "./stage.js";

export const ZONE = "America/New_York";
export const PATIENTS = 10_000;
/** Of them were enrolled a month earlier. */
export const SMALL = 1_000;
const AT_ONCE = 16;
const DAYS = 20;
const READINGS_A_DAY = 3;
const ENTRIES = 20;

const monthBefore = (date: Date, months: number): string => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
/** Both are over. */
export const MONTH = monthBefore(new Date(), 1);
export const SMALL_MONTH = monthBefore(new Date(), 2);

const NPI = "1234567893";
const ADDRESS = { line1: "2 Main Street", city: "Albany", state: "NY", postalCode: "12207", country: "US" };

/** Over the API, for what is encrypted of a patient can be read of that one alone. */
const makePatients = async (ve: VitalEdge): Promise<string[]> => {
  const ids: string[] = [];
  const make = async (number: number): Promise<void> => {
    const { id } = await ve.patients.create({
      firstName: "Maria", lastName: `Billed ${number}`, birthDate: "1950-01-01", sex: "FEMALE", address: ADDRESS,
      coverages: [{ order: 1, payerName: "Medicare", payerId: "MEDICARE", memberId: "1EG4TE5MK73", filingCode: "MB", relationship: "SELF" }],
    });
    ids.push(id);
  };
  for (let number = 0; number < PATIENTS; number += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => make(number + at)));
  return ids;
};

/** One enrollment over the API, and the like of it for every other patient. */
const makeEnrollments = async (ve: VitalEdge, client: pg.Client, ids: string[]): Promise<void> => {
  const practitioner = await ve.practitioners.create({ firstName: "Sam", lastName: "Example", npi: NPI });
  const { id } = await ve.enrollments.create({
    patientId: ids[0] ?? "", program: "RPM", startDate: `${SMALL_MONTH}-01`, consent: { date: `${SMALL_MONTH}-01` }, deviceSetupDate: `${SMALL_MONTH}-01`,
    orderingPractitionerId: practitioner.id, renderingPractitionerId: practitioner.id, diagnoses: [{ code: "I10", rank: 1 }],
  });
  await client.query(`
    insert into enrollments select copy.* from enrollments t, unnest($2::text[]) with ordinality p (id, number), jsonb_populate_record(t, jsonb_build_object(
      'id', 'enr_' || p.id, 'patient_id', p.id, 'start_date', case when p.number < $3 then $4 else $5 end)) copy where t.id = $1`,
  [id, ids.slice(1), SMALL, `${SMALL_MONTH}-01`, `${MONTH}-01`]);
};

const READINGS = `insert into observations (organization_id, id, patient_id, enrollment_id, metric_definition_id, value, unit, canonical_value,
    canonical_unit, source, recorded_at, recorded_at_offset, received_at, evaluated, created_at, updated_at)
  select e.organization_id, concat_ws('_', 'obs', $2::text, e.patient_id, day, turn), e.patient_id, e.id, 'metric_bp_systolic', 120, 'mmHg', 120, 'mm[Hg]',
    'DEVICE', at.at, '+00:00', at.at, true, at.at, at.at
    from enrollments e, generate_series(1, ${DAYS}) day, generate_series(1, ${READINGS_A_DAY}) turn,
         lateral (select ($2 || '-01')::timestamp at time zone '${ZONE}' + make_interval(days => day - 1, hours => 6 + turn) as at) at
   where e.organization_id = $1 and e.start_date <= ($2 || '-01')::date order by day, turn`;

const TIME = `insert into time_entries (organization_id, id, patient_id, enrollment_id, started_at, duration_seconds, activity, interactive, staff_role,
    performed_by_name, status, created_at, updated_at)
  select e.organization_id, concat_ws('_', 'time', $2::text, e.patient_id, day), e.patient_id, e.id, at.at, 150, case when day = 1 then 'CALL' else 'REVIEW' end,
    day = 1, 'CLINICAL_STAFF', 'Pat', 'FINAL', at.at, at.at
    from enrollments e, generate_series(1, ${ENTRIES}) day,
         lateral (select ($2 || '-01')::timestamp at time zone '${ZONE}' + make_interval(days => day - 1, hours => 15) as at) at
   where e.organization_id = $1 and e.start_date <= ($2 || '-01')::date order by day`;

/** A practice of 10,000 enrollments whose month lacks nothing, and the tenth part of it the month before. */
export const seedMonth = async (stage: Stage, client: pg.Client): Promise<{ readings: number; timeEntries: number; accessToken: string }> => {
  const ve = new VitalEdge({ baseUrl: stage.server.url, organizationId: stage.organizationId });
  await ve.auth.login(stage.owner);
  await ve.organizations.update(stage.organizationId, { npi: "1245319599", taxId: "12-3456789", taxIdType: "EIN", address: ADDRESS });
  await makeEnrollments(ve, client, await makePatients(ve));
  let [readings, timeEntries] = [0, 0];
  for (const month of [SMALL_MONTH, MONTH]) {
    readings = (await client.query(READINGS, [stage.organizationId, month])).rowCount ?? 0;
    timeEntries = (await client.query(TIME, [stage.organizationId, month])).rowCount ?? 0;
  }
  return { readings, timeEntries, accessToken: ve.auth.session?.accessToken ?? "" };
};
