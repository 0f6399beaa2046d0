// The same text as `panelIdOf` hashes.
const PANEL_ID = `'panel-' || left(encode(sha256(convert_to(concat_ws(E'\\n', o.patient_id, p.panel,
  case when o.group_id is null then concat_ws(E'\\n', (extract(epoch from o.recorded_at) * 1000)::bigint, coalesce(o.device_id, o.source))
       else concat_ws(E'\\n', 'group', o.group_id, to_char(o.recorded_at at time zone 'UTC', 'YYYY-MM-DD')) end), 'UTF8')), 'hex'), 32)`;

/** Readings as FHIR sees them: those that form one Observation share its id, and what FHIR wrote bears a mark. */
export const fhirObservations = [
  `alter table observations add column fhir_id text, add column fhir_sent boolean not null default false,
     add column fhir_version integer not null default 1,
     add column fhir_first boolean not null default true, add column fhir_changed_at timestamptz;`,
  "update observations set fhir_version = version where version > 1;",
  `update observations o set fhir_id = ${PANEL_ID}
     from (select m.id, '85354-9' as panel, null as organization_id
             from (values ('metric_bp_systolic'), ('metric_bp_diastolic'), ('metric_bp_mean')) m (id)
            union all
           select d.id, d.panel, d.organization_id from metric_definitions d where d.panel is not null) p
    where o.metric_definition_id = p.id and (p.organization_id is null or p.organization_id = o.organization_id);`,
  // What `settlePanels` finds.
  `update observations t set fhir_first = p.place = 1, fhir_changed_at = p.changed_at
     from (select o.organization_id, o.recorded_at, o.id, max(o.updated_at) over (partition by o.organization_id, o.fhir_id) as changed_at,
                  row_number() over (partition by o.organization_id, o.fhir_id order by o.status = 'FINAL' desc,
                    coalesce(array_position(array['metric_bp_systolic', 'metric_bp_diastolic'], o.metric_definition_id), 3),
                    o.metric_definition_id collate "C", o.created_at desc, o.id desc) as place
             from observations o where o.fhir_id is not null) p
    where t.organization_id = p.organization_id and t.recorded_at = p.recorded_at and t.id = p.id;`,
  "create index observations_fhir_id on observations (organization_id, fhir_id) where fhir_id is not null;",
  // What FHIR wrote is searched by the index, which looks for what REST has changed of it since.
  "create index observations_fhir_changed on observations (organization_id, updated_at) where fhir_sent;",
  "create index observations_versions_replaced on observations_versions (organization_id, replaced_at desc, id desc);",
];
