import type { Permission } from "@vitaledge/contract";
import type { Actor, Role } from "../../db/with-tenant.js";
import { isAllowed, isGranted } from "../../http/permissions.js";

/** A key as it stands at this moment. `role` is its maker's, null once they are no member. */
export type KeyState = { permissions: readonly Permission[]; role: Role | null; revoked: boolean; disabled: boolean; expires_at: Date | null };

/** Deleted, expired, or of an account that was switched off. */
export const hasEnded = ({ revoked, disabled, expires_at: until }: KeyState, now: Date): boolean =>
  revoked || disabled || (until !== null && until <= now);

/** What the key was given, less what its maker has lost since. */
export const permissionsLeft = ({ permissions, role }: KeyState): Permission[] =>
  permissions.filter((permission) => role !== null && isGranted(role, permission));

/** Of the permissions asked for those that the maker lacks. */
export const lackingFor = (actor: Actor, asked: readonly Permission[]): Permission[] =>
  asked.filter((permission) => !isAllowed(actor, permission));
