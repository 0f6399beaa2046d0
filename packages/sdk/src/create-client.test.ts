import { expect, it } from "vitest";
import { BASE_URL, json } from "../test/api.js";
import { alerts, bearer, createClient, patients } from "./index.js";

it("a client of some namespaces has those alone, in another organization too", async () => {
  const asked: [string, string | null][] = [];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    asked.push([url, new Headers(init.headers).get("X-Organization-ID")]);
    return Promise.resolve(json({ data: [], nextCursor: null }));
  };
  const ve = createClient({ baseUrl: BASE_URL, organizationId: "org_a", auth: bearer(() => "token"), fetch }, { patients, alerts });
  await ve.patients.list().page();
  await ve.with({ organizationId: "org_b" }).alerts.triage({ limit: 5 }).page();
  expect(asked).toEqual([[`${BASE_URL}/api/patients`, "org_a"], [`${BASE_URL}/api/alerts/triage?limit=5`, "org_b"]]);
  expect(ve).not.toHaveProperty("billing");
  // @ts-expect-error -- it was not made with it
  void ve.billing;
});

it("a path without its parameter is not the path of the list", async () => {
  const ve = createClient({ baseUrl: BASE_URL, organizationId: "org_a", auth: bearer(() => "token") }, { patients });
  await expect(ve.patients.get("")).rejects.toThrow("getPatient needs id");
});
