import { tenantTable } from "../sql/tenant-table.js";

/** What billing counts, kept as it arrives: no month is evaluated by a scan of its readings or time entries. */
export const rollups = [
  // FINAL readings of an enrollment by the local day they were measured on and the one they came on, in the enrollment's zone.
  // `device_id` is '' where no device was named.
  tenantTable({
    name: "reading_days",
    columns: `
    enrollment_id text not null,
    measured_on date not null,
    received_on date not null,
    source text not null,
    device_id text not null,
    count integer not null check (count > 0),
    foreign key (organization_id, enrollment_id) references enrollments (organization_id, id)`,
    key: "enrollment_id, measured_on, received_on, source, device_id",
    versioned: false,
    use: "all",
  }),
  `insert into reading_days (organization_id, enrollment_id, measured_on, received_on, source, device_id, count)
   select o.organization_id, o.enrollment_id, (o.recorded_at at time zone e.timezone)::date, (o.received_at at time zone e.timezone)::date,
          o.source, coalesce(o.device_id, ''), count(*)
     from observations o join enrollments e on e.organization_id = o.organization_id and e.id = o.enrollment_id
    where o.status = 'FINAL'
    group by 1, 2, 3, 4, 5, 6;`,

  // The minutes of a patient's enrollments in a month. `basis` names all else that they rest on: where that is another by now,
  // or a day before `last_day` is asked about, the entries are counted instead.
  tenantTable({
    name: "minute_months",
    columns: `
    patient_id text not null,
    month text not null,
    basis text not null,
    last_day date not null,
    tallies jsonb not null,
    foreign key (organization_id, patient_id) references patients (organization_id, id)`,
    key: "patient_id, month",
    versioned: false,
    use: "all",
  }),
];
