import type { components } from "@vitaledge/contract/schema";
import { permissionsOf } from "../../http/permissions.js";
import type { Membership } from "../organizations/memberships.service.js";
import type { Person } from "./accounts.service.js";
import type { SessionRow } from "./sessions.sql.js";
import type { SignedIn, SignIn } from "./login.service.js";

type Schemas = components["schemas"];

export const presentSignedIn = ({ person, memberships, ...pair }: SignedIn): Schemas["TokenAnswer"] => ({
  ...pair,
  user: { ...person, memberships },
});

export const presentSignIn = (answer: SignIn): Schemas["TokenAnswer"] | Schemas["MfaRequired"] =>
  "due" in answer
    ? { mfaRequired: true, methods: ["totp", "recovery_code"], ...answer.due }
    : presentSignedIn(answer.signedIn);

export const presentSessions = (rows: readonly SessionRow[], current: string): Schemas["SessionList"] => ({
  data: rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    address: row.address,
    userAgent: row.user_agent,
    current: row.id === current,
  })),
});

export const presentCurrentUser = (person: Person, memberships: readonly Membership[]): Schemas["CurrentUser"] => ({
  ...person,
  memberships: memberships.map((membership) => ({ ...membership, permissions: permissionsOf(membership.role) })),
});
