import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

// The baseline: node:http and pg with nothing in between. No token, no checks, no tenant, no rules, no audit; as a role that
// no policy binds, over the very tables that the server uses.
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const ORGANIZATION = process.env["ORGANIZATION_ID"];

const INSERT = `insert into observations (organization_id, id, patient_id, enrollment_given, metric_definition_id, value, unit,
  canonical_value, canonical_unit, source, recorded_at, recorded_at_offset, received_at, evaluated, warnings, created_at, updated_at)
  values ($1, $2, $3, false, $4, $5, $6, $5, 'mm[Hg]', $7, $8, '+00:00', now(), true, '[]', now(), now())`;

const LIST = `select id, patient_id, enrollment_id, metric_definition_id, value, value_text, unit, canonical_value, canonical_unit,
  source, device_id, group_id, recorded_at, recorded_at_offset, received_at, interpretation, context, note_sealed, metadata_sealed,
  external_id, status, alert_ids, evaluated, warnings, version
  from observations where organization_id = $1 and patient_id = $2 and status = 'FINAL' order by recorded_at desc, id desc limit 20`;

const TRENDS = `select date_trunc('day', recorded_at) as start, count(*)::integer, min(canonical_value), max(canonical_value), avg(canonical_value)
  from observations where organization_id = $1 and patient_id = $2 and metric_definition_id = 'metric_bp_systolic' and status = 'FINAL'
   and recorded_at >= now() - interval '30 days' group by 1 order by 1`;

const TRIAGE = `select id, patient_id, enrollment_id, observation_id, rule_id, type, direction, category, severity, status, title, metric_definition_id, value, unit,
  occurrences, first_triggered_at, last_triggered_at, assignee_id, escalated, version
  from alerts where organization_id = $1 and status in ('OPEN', 'ACKNOWLEDGED')
  order by escalated desc, severity_rank desc, triage_rank desc, id limit 50`;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
};

const organizationOf = (request: IncomingMessage): unknown => request.headers["x-organization-id"] ?? ORGANIZATION;

const insert = async (request: IncomingMessage): Promise<object> => {
  const { patientId, metricDefinitionId, value, unit, source, recordedAt } = JSON.parse(await readBody(request));
  const id = `obs_${randomUUID().replaceAll("-", "")}`;
  await pool.query({ name: "insert", text: INSERT, values: [organizationOf(request), id, patientId, metricDefinitionId, value, unit, source, recordedAt] });
  return { id };
};

const read = async (request: IncomingMessage): Promise<object> => {
  const organization = organizationOf(request);
  const url = request.url ?? "";
  if (url.startsWith("/api/alerts")) return { data: (await pool.query({ name: "triage", text: TRIAGE, values: [organization] })).rows };
  const values = [organization, /patient\/([^/?]+)/.exec(url)?.[1]];
  const query = url.includes("/trends") ? { name: "trends", text: TRENDS, values } : { name: "list", text: LIST, values };
  return { data: (await pool.query(query)).rows };
};

const server = createServer((request, response) => {
  const work = request.method === "POST" ? insert(request) : read(request);
  work.then(
    (body) => response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify(body)),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});

server.listen(0, "127.0.0.1", () => {
  process.stderr.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
