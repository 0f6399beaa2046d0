import { expect, it } from "vitest";
import { VitalEdge } from "./index.js";
import { createMockApi, fixture } from "./testing/index.js";

it("who accepts an invitation of the mock is signed in to it", async () => {
  const baseUrl = "https://api.test";
  const { organizationId } = fixture("getPatient");
  const ve = new VitalEdge({ baseUrl, organizationId, fetch: createMockApi({ baseUrl }).fetch });
  expect(await ve.auth.acceptInvitation({ token: "t" })).toMatchObject({ status: "authenticated" });
  expect((await ve.patients.list().page()).data).toHaveLength(1);
});
