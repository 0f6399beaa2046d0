import { runPlain } from "../db/connection.js";
import { SYSTEM, withTenant, type TenantDoor } from "../db/with-tenant.js";
import { lease, selectRequestsPerMinute } from "./limits.sql.js";

/** Requests a minute, by plan. */
const PLANS = { STANDARD: 1_000, ENTERPRISE: 10_000 };
const WINDOW = 60_000;

/** What is left of a window: `remaining` requests for `reset` seconds more. `taken` is false where it is used up. */
export type Quota = {
  policy: "organization" | "address";
  limit: number;
  remaining: number;
  reset: number;
  taken: boolean;
  /** Whether this is the first refusal of the window in this process. */
  firstRefusal: boolean;
};

type Window = { start: number; limit: number; left: number; used: number; refused: boolean; leasing: Promise<void> | undefined };

export type Quotas = {
  takeOfOrganization(organizationId: string): Promise<Quota>;
  /** For requests that have no organization. */
  takeOfAddress(address: string): Promise<Quota>;
};

type Source = { subject: string; policy: Quota["policy"]; lease(start: Date): Promise<{ limit: number; granted: number; used: number }> };

/** An IPv6 client has a network of its own: its addresses count as one. */
const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter(Boolean);
  const whole = tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - tail.split(":").filter(Boolean).length)).fill("0")];
  return `${whole.slice(0, 4).join(":").toLowerCase()}::/64`;
};

/**
 * Fixed windows aligned to the minute. A process leases blocks from the shared counter and spends them by itself, so that a
 * request costs no statement; all processes together never pass the limit.
 */
export const makeQuotas = (door: TenantDoor, perAddress: number): Quotas => {
  const windows = new Map<string, Window>();
  let current = 0;

  const windowOf = (subject: string, start: number): Window => {
    if (start !== current) windows.clear();
    current = start;
    const window = windows.get(subject) ?? { start, limit: 0, left: 0, used: 0, refused: false, leasing: undefined };
    windows.set(subject, window);
    return window;
  };

  const refill = async (window: Window, source: Source): Promise<void> => {
    const { limit, granted, used } = await source.lease(new Date(window.start));
    window.limit = limit;
    window.left += granted;
    window.used = used;
  };

  const take = async (source: Source): Promise<Quota> => {
    const now = door.clock.now().getTime();
    const window = windowOf(source.subject, now - (now % WINDOW));
    const exhausted = (): boolean => window.limit > 0 && window.used >= window.limit;
    while (window.left === 0 && !exhausted()) {
      window.leasing ??= refill(window, source).finally(() => (window.leasing = undefined));
      await window.leasing;
    }
    const taken = window.left > 0;
    if (taken) window.left -= 1;
    const firstRefusal = !taken && !window.refused;
    if (firstRefusal) window.refused = true;
    return {
      policy: source.policy, limit: window.limit, taken, firstRefusal,
      remaining: Math.max(0, window.limit - window.used) + window.left,
      reset: Math.max(1, Math.ceil((window.start + WINDOW - now) / 1000)),
    };
  };

  return {
    takeOfOrganization: (organizationId) => take({
      subject: organizationId,
      policy: "organization",
      lease: (start) => withTenant(door, organizationId, SYSTEM, async ({ query }) => {
        const limit = await selectRequestsPerMinute(query, organizationId, PLANS);
        return { limit, ...(await lease(query, organizationId, start, limit)) };
      }),
    }),
    takeOfAddress: (address) => {
      const subject = `address:${networkOf(address)}`;
      return take({
        subject, policy: "address",
        lease: async (start) => ({ limit: perAddress, ...(await lease((statement) => runPlain(door.database, statement), subject, start, perAddress)) }),
      });
    },
  };
};
