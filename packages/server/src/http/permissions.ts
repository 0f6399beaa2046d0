import type { Permission } from "@vitaledge/contract";
import type { Actor, Role } from "../db/with-tenant.js";

const everybody: Role[] = ["OWNER", "ADMIN", "CLINICIAN", "CARE_MANAGER", "BILLER", "DEVICE", "AUDITOR"];
const people: Role[] = everybody.filter((role) => role !== "DEVICE");
const care: Role[] = ["OWNER", "ADMIN", "CLINICIAN", "CARE_MANAGER"];
const office: Role[] = ["OWNER", "ADMIN", "CARE_MANAGER", "BILLER"];
const leaders: Role[] = ["OWNER", "ADMIN"];

/** Which role may what. Anything that is not here is refused to everybody. */
export const GRANTED: { readonly [P in Permission]: readonly Role[] } = {
  "patients:read": people,
  "practitioners:read": people,
  "observations:read": people,
  "devices:read": people,
  "enrollments:read": people,
  "time:read": people,
  "patients:write": care,
  "enrollments:write": care,
  "devices:write": care,
  "time:write": care,
  "alerts:act": care,
  "practitioners:write": [...care, "BILLER"],
  "patients:merge": leaders,
  "patients:export": leaders,
  "observations:write": [...care, "DEVICE"],
  "observations:void": ["OWNER", "ADMIN", "CLINICIAN"],
  "alert-rules:write": ["OWNER", "ADMIN", "CLINICIAN"],
  "metric-definitions:write": ["OWNER", "ADMIN", "CLINICIAN"],
  "alerts:read": [...care, "AUDITOR"],
  "alert-rules:read": [...care, "AUDITOR"],
  "billing:sign": care,
  "billing:read": [...office, "AUDITOR"],
  "billing:export": office,
  "billing:close": [...leaders, "BILLER"],
  "claim-lines:write": [...leaders, "BILLER"],
  "fees:write": [...leaders, "BILLER"],
  "billing:reopen": ["OWNER"],
  "organization:write": ["OWNER"],
  "members:write": leaders,
  "invitations:write": leaders,
  "api-keys:write": leaders,
  "webhooks:write": leaders,
  "members:read": people,
  "audit:read": [...leaders, "AUDITOR"],
  "organization:read": everybody,
  "metric-definitions:read": everybody,
};

export const isGranted = (role: Role, permission: Permission): boolean => GRANTED[permission]?.includes(role) ?? false;

/** The one question the gate asks. */
export const isAllowed = (actor: Actor, permission: Permission): boolean =>
  actor.type === "API_KEY" ? actor.permissions.includes(permission) : isGranted(actor.role, permission);

export const permissionsOf = (role: Role): Permission[] =>
  (Object.keys(GRANTED) as Permission[]).filter((permission) => isGranted(role, permission)).toSorted();
