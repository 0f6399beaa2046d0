import type { Actor } from "../../db/with-tenant.js";

/** Longer is a timer that was forgotten. */
export const MOST_SECONDS = 28_800;

/** Whole seconds that a timer ran: at least one, at most what one entry may hold. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.min(MOST_SECONDS, Math.max(1, Math.floor((to.getTime() - from.getTime()) / 1000)));

export const endsAfter = (startedAt: Date, durationSeconds: number, now: Date): boolean =>
  startedAt.getTime() + durationSeconds * 1000 > now.getTime();

/** Owners and administrators void any entry, others what they did themselves. */
export const mayVoid = (actor: Actor, performedByUserId: string | null): boolean =>
  actor.role === "OWNER" || actor.role === "ADMIN" || (actor.userId !== null && actor.userId === performedByUserId);
