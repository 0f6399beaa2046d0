import type { Actor, Role } from "../../db/with-tenant.js";

/** Only an OWNER makes, changes or removes an OWNER. */
export const mayGive = (actor: Actor, role: Role): boolean => role !== "OWNER" || actor.role === "OWNER";

export type Signup = { organizationSignup: "auto" | "open" | "closed"; environment: string };

/** Whether people may make organizations themselves; in production only where the operator says so. */
export const isSignupOpen = ({ organizationSignup, environment }: Signup): boolean =>
  organizationSignup === "auto" ? environment !== "production" : organizationSignup === "open";
