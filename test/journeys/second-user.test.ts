import { afterAll, beforeAll, expect, test } from "vitest";
import { VitalEdge } from "@vitaledge/sdk";
import { PASSWORD, type Actor } from "../support/actors.js";
import { createClient } from "../sdk/client.js";
import { failureOf } from "../sdk/scenarios/scene.js";
import { startServer, type TestServer } from "../support/server.js";

const EMAIL = "nurse@example.com";

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test("somebody new is invited, accepts, and reads", async () => {
  const practice = createClient(server.url, owner).ve;
  const { organizationId } = owner;
  const patient = await practice.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" });
  await practice.observations.create({
    patientId: patient.id, metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", source: "MANUAL",
    recordedAt: server.clock.now().toISOString(),
  });

  const invitation = await practice.organizations.invitations.create({ email: EMAIL, role: "CARE_MANAGER" });
  expect(await practice.organizations.invitations.list().toArray({ limit: 10 })).toMatchObject([{ id: invitation.id, email: EMAIL }]);

  // The link holds its token behind `#`, where no server's log sees it.
  const token = new URLSearchParams(new URL(invitation.url).hash.slice(1)).get("token")!;
  const nurse = new VitalEdge({ baseUrl: server.url, organizationId });
  expect(await failureOf(nurse.auth.acceptInvitation({ token, password: "password" }))).toMatchObject({ status: 422, code: "weak_password" });
  const accepted = await nurse.auth.acceptInvitation({ token, password: PASSWORD, firstName: "Nora", lastName: "Example" });
  expect(accepted).toMatchObject({
    status: "authenticated", user: { email: EMAIL, firstName: "Nora", memberships: [{ organizationId, role: "CARE_MANAGER" }] },
  });

  expect(await nurse.patients.list().toArray({ limit: 10 })).toMatchObject([{ id: patient.id, lastName: "Example" }]);
  expect(await nurse.observations.forPatient(patient.id).first()).toMatchObject({ value: 142, unit: "mmHg" });
  expect(await failureOf(nurse.organizations.update(organizationId, { name: "Mine" }))).toMatchObject({ status: 403, code: "permission_denied" });

  expect(await practice.organizations.invitations.list().first()).toBeUndefined();
  expect((await practice.organizations.members.list().toArray({ limit: 10 })).map(({ email, role }) => [email, role]))
    .toEqual(expect.arrayContaining([[owner.email, "OWNER"], [EMAIL, "CARE_MANAGER"]]));
  const late = new VitalEdge({ baseUrl: server.url, organizationId });
  expect(await failureOf(late.auth.acceptInvitation({ token, password: PASSWORD }))).toMatchObject({ status: 422, code: "invitation_invalid" });

  // The next day with the password alone; after the membership has ended, not a patient any more.
  await nurse.auth.logout();
  expect(await nurse.auth.login({ email: EMAIL, password: PASSWORD })).toMatchObject({ status: "authenticated" });
  const { id } = await nurse.auth.me();
  await practice.organizations.members.delete(id);
  expect(await failureOf(nurse.patients.get(patient.id))).toMatchObject({ status: 403, code: "organization_forbidden" });
});
