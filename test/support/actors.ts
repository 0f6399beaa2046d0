import { randomUUID } from "node:crypto";
import type { RunningServer } from "@vitaledge/server";
import { sql } from "../../packages/server/src/db/sql.js";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { createUser } from "../../packages/server/src/commands/users.js";
import { call, type Answer } from "./call.js";

export const PASSWORD = "correct horse battery staple";

type Role = "OWNER" | "ADMIN" | "CLINICIAN" | "CARE_MANAGER" | "BILLER" | "DEVICE" | "AUDITOR";

/** A signed-in person acting for one organization. */
export type Actor = {
  userId: string;
  email: string;
  organizationId: string;
  accessToken: string;
  refreshToken: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
};

export type Actors = {
  /** Makes an account by the operator's command. */
  account(): Promise<{ userId: string; email: string }>;
  /** The owner of a new organization. */
  owner(organization?: Record<string, unknown>): Promise<Actor>;
  /** A new member of the owner's organization. */
  member(of: Actor, role: Role): Promise<Actor>;
  signIn(email: string, organizationId: string): Promise<Actor>;
};

export const makeActors = ({ url, deps }: RunningServer): Actors => {
  // People of one server share a password: one hash of it, which is slow on purpose, serves them all.
  let hash: Promise<string> | undefined;
  const hashedOnce = { ...deps, passwords: { ...deps.passwords, hash: () => (hash ??= deps.passwords.hash(PASSWORD)) } };

  const account = async (member?: { organization: string; role: Role }) => {
    const email = `${randomUUID()}@example.com`;
    const words: string[] = [];
    await createUser(hashedOnce, { email, firstName: "Pat", lastName: "Example", password: PASSWORD, ...member }, { write: (text) => words.push(text) });
    return { userId: /user_\w+/.exec(words.join(""))![0], email };
  };

  const actFor = (organizationId: string, person: Omit<Actor, "organizationId" | "call">): Actor => ({
    ...person, organizationId,
    call: (method, path, payload, headers) =>
      call(url, method, path, payload, { authorization: `Bearer ${person.accessToken}`, "x-organization-id": organizationId, ...headers }),
  });

  const signIn = async (email: string, organizationId: string): Promise<Actor> => {
    const { body } = await call(url, "POST", "/api/auth/login", { email, password: PASSWORD });
    return actFor(organizationId, { userId: body.user.id, email, accessToken: body.accessToken, refreshToken: body.refreshToken });
  };

  return {
    account,
    signIn,
    async owner(organization = {}) {
      const { email } = await account();
      const person = await signIn(email, "");
      const made = await person.call("POST", "/api/organizations", { name: "Example Clinic", timezone: "America/New_York", ...organization });
      // A test is a flood; where limits are its subject it sets them itself. No version is spent on it.
      await withTenant(deps, made.body.id, SYSTEM, (tx) => tx.query(sql`update organizations set requests_per_minute = 1000000 where organization_id = ${tx.organizationId}`));
      return actFor(made.body.id, person);
    },
    async member(of, role) {
      const { email } = await account({ organization: of.organizationId, role });
      return signIn(email, of.organizationId);
    },
  };
};
