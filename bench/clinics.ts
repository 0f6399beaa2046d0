import pg from "pg";
import { readingAt } from "./seed.js";
import type { Stage } from "./stage.js";

const ORGANIZATIONS = 50;
const NAME = { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" };

/** An organization with one person of its own; its first patient and that one's reading are what others are like. */
export type Clinic = { organizationId: string; email: string; accessToken: string; patientIds: string[]; readingId: string };

/** One organization, and fifty that together have as much. */
export type Clinics = {
  one: Clinic;
  many: Clinic[];
  client: pg.Client;
  /** The id of the process that serves the client. */
  backend: number;
  /** Anew, for a sign-in lasts a quarter of an hour. */
  signIn(): Promise<void>;
  end(): Promise<void>;
};

type Call = (path: string, body: object, accessToken?: string, organizationId?: string) => Promise<Record<string, unknown>>;

const callOf = (url: string): Call => {
  let networks = 0;
  return async (path, body, accessToken, organizationId) => {
    networks += 1;
    const response = await fetch(url + path, {
      method: "POST", body: JSON.stringify(body),
      headers: {
        // Each from a network of its own: none is throttled.
        "content-type": "application/json", "x-forwarded-for": `10.${(networks >> 8) & 255}.${networks & 255}.1`,
        ...(accessToken && { authorization: `Bearer ${accessToken}` }), ...(organizationId && { "x-organization-id": organizationId }),
      },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<Record<string, unknown>>;
  };
};

export const makeClinics = async (stage: Stage): Promise<Clinics> => {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  // What ended the database is told by whoever asked it for something.
  client.on("error", () => undefined);
  await client.connect();
  const call = callOf(stage.server.url);
  const signIn = async (email: string): Promise<string> => String((await call("/api/auth/login", { email, password: stage.owner.password }))["accessToken"]);
  const one: Clinic = { organizationId: stage.organizationId, email: stage.owner.email, accessToken: await signIn(stage.owner.email), patientIds: [], readingId: "" };
  const many: Clinic[] = [];
  for (const email of await copyOwner(client, stage)) {
    const accessToken = await signIn(email);
    const { id } = await call("/api/organizations", { name: "Example Clinic", timezone: "America/New_York" }, accessToken);
    many.push({ organizationId: String(id), email, accessToken, patientIds: [], readingId: "" });
  }
  await client.query("update organizations set plan = 'ENTERPRISE', requests_per_minute = 10000000");
  for (const clinic of [one, ...many]) await makeFirst(call, clinic);
  const { rows: [own] } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return {
    one, many, client, backend: own?.pid ?? 0, end: () => client.end(),
    async signIn() {
      for (const clinic of [one, ...many]) clinic.accessToken = await signIn(clinic.email);
    },
  };
};

/** People with the owner's password, which takes long to hash on purpose. */
const copyOwner = async (client: pg.Client, { owner }: Stage): Promise<string[]> => {
  const { rows } = await client.query<{ email: string }>(`
    insert into users select copy.* from users t, generate_series(1, ${ORGANIZATIONS}) n,
      jsonb_populate_record(t, jsonb_build_object('id', 'user_copy' || n, 'email', 'owner' || n || '@example.com')) copy where t.email = $1 returning email`, [owner.email]);
  return rows.map(({ email }) => email);
};

const makeFirst = async (call: Call, clinic: Clinic): Promise<void> => {
  const { accessToken, organizationId } = clinic;
  const patientId = String((await call("/api/patients", NAME, accessToken, organizationId))["id"]);
  await call("/api/enrollments", { patientId, program: "RPM", startDate: new Date(Date.now() - 330 * 86_400_000).toISOString().slice(0, 10) }, accessToken, organizationId);
  clinic.readingId = String((await call("/api/observations", readingAt(patientId, Date.now() - 3_600_000, 0), accessToken, organizationId))["id"]);
  clinic.patientIds = [patientId];
};
