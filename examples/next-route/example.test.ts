import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PASSWORD, type Actor } from "../../test/support/actors.js";
import { startServer, type TestServer } from "../../test/support/server.js";
import { GET } from "./app/api/patients/[id]/readings/route.js";
import { DELETE, POST } from "./app/api/session/route.js";

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  vi.stubEnv("VITALEDGE_BASE_URL", server.url).stubEnv("VITALEDGE_ORGANIZATION_ID", owner.organizationId);
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" })).body.id;
  const observations = Array.from({ length: 25 }, (_, at) => ({
    patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(server.clock.now().getTime() - at * 60_000).toISOString(),
  }));
  await owner.call("POST", "/api/observations/bulk", { observations });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const signIn = async ({ email }: { email: string }): Promise<string> => {
  const response = await POST(new Request("http://app/api/session", { method: "POST", body: JSON.stringify({ email, password: PASSWORD }) }));
  const cookie = response.headers.get("set-cookie") ?? "";
  expect([response.status, cookie]).toEqual([200, expect.stringMatching(/^clinic_session=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Strict; /)]);
  expect(await response.text()).not.toMatch(/accessToken|refreshToken/);
  return cookie.split(";")[0]!;
};

const readReadings = (cookie: string, query = ""): Promise<Response> =>
  GET(new Request(`http://app/api/patients/${patientId}/readings${query}`, { headers: { cookie } }), { params: Promise.resolve({ id: patientId }) });

test("a page of readings, and the one after it, for who is signed in", async () => {
  const cookie = await signIn(owner);
  const first = (await (await readReadings(cookie)).json()) as { readings: unknown[]; cursor: string };
  const rest = (await (await readReadings(cookie, `?cursor=${first.cursor}`)).json()) as { readings: unknown[]; cursor: null };
  expect([first.readings.length, rest.readings.length, rest.cursor]).toEqual([20, 5, null]);
});

test("each request is its own person's: nobody gets what another may see", async () => {
  const stranger = await server.owner();
  const [own, foreign] = await Promise.all([signIn(owner), signIn(stranger)]);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => readReadings(at % 2 === 0 ? own : foreign)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 200 : 403)));
  expect(await answers[1]!.json()).toEqual({ code: "organization_forbidden", requestId: expect.any(String) });
});

test("requests that come together when the token has ended are all answered, and the session goes on", async () => {
  const cookie = await signIn(owner);
  server.clock.advance(16 * 60_000);
  const answers = await Promise.all(Array.from({ length: 8 }, () => readReadings(cookie)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect((await readReadings(cookie)).status).toBe(200);
});

test("who is not signed in, or no longer, gets 401", async () => {
  const cookie = await signIn(owner);
  expect((await DELETE(new Request("http://app/api/session", { method: "DELETE", headers: { cookie } }))).status).toBe(204);
  expect([(await readReadings(cookie)).status, (await readReadings("")).status]).toEqual([401, 401]);
  const wrong = await POST(new Request("http://app/api/session", { method: "POST", body: JSON.stringify({ email: owner.email, password: "wrong" }) }));
  expect([wrong.status, wrong.headers.get("set-cookie")]).toEqual([401, null]);
});
