import { isVitalEdgeError, SessionExpiredError, VitalEdge } from "@vitaledge/sdk";
import { check, equal, failureOf, intercept } from "./scene.js";
import type { Scenario, Scene } from "./scene.js";

export const signIn = async (scene: Scene, fetch = scene.fetch): Promise<VitalEdge> => {
  const ve = new VitalEdge({ baseUrl: scene.baseUrl, organizationId: scene.organizationId, fetch });
  const { status } = await ve.auth.login({ email: scene.email, password: scene.password });
  equal(status, "authenticated", "the login");
  return ve;
};

export const SESSION: readonly Scenario[] = [
  {
    name: "a login opens a session, and its end closes it", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      equal((await ve.auth.me()).email, scene.email, "who is logged in");
      await ve.auth.logout();
      check(ve.auth.session === null, "there is no session after the logout");
    },
  },
  {
    name: "a wrong password is refused, and nothing goes out without a session", mock: true,
    async run(scene) {
      const { fetch, sent } = intercept(scene.fetch, []);
      const ve = new VitalEdge({ baseUrl: scene.baseUrl, organizationId: scene.organizationId, fetch });
      const error = await failureOf(ve.auth.login({ email: scene.email, password: "not the right password" }));
      check(isVitalEdgeError(error) && !(error instanceof SessionExpiredError), "a wrong password is no expired session");
      equal(error.toJSON()["code"], "invalid_credentials", "the code");
      check(isVitalEdgeError(await failureOf(ve.patients.list().page())), "without a session a call fails");
      equal(sent.length, 1, "requests that went out");
    },
  },
  {
    name: "ten calls under an expired token refresh once", mock: true,
    async run(scene) {
      const { fetch, sent } = intercept(scene.fetch, []);
      const ve = await signIn(scene, fetch);
      await scene.advance(16 * 60_000);
      await Promise.all(Array.from({ length: 10 }, () => ve.patients.list().page()));
      equal(sent.filter(({ path }) => path === "/api/auth/refresh").length, 1, "refreshes");
    },
  },
];
