import { runPlain } from "../db/connection.js";
import { SYSTEM, withTenant, type TenantDoor } from "../db/with-tenant.js";
import { clientOf } from "../platform/network.js";
import { leaseFromDatabase, type Lessor, type Source } from "./lease.js";
import { selectRequestsPerMinute } from "./limits.sql.js";

/** Requests a minute, by plan. */
const PLANS = { STANDARD: 1_000, ENTERPRISE: 10_000 };
const WINDOW = 60_000;

/** What is left of a window: `remaining` requests for `reset` seconds more. `taken` is false where it is used up. */
export type Quota = {
  policy: Source["policy"];
  limit: number;
  remaining: number;
  reset: number;
  taken: boolean;
  /** Whether this is the first refusal of the window in this process. */
  firstRefusal: boolean;
};

type Window = { start: number; limit: number; left: number; used: number; dry: boolean; refused: boolean; leasing: Promise<void> | undefined };

export type Quotas = {
  takeOfOrganization(organizationId: string): Promise<Quota>;
  /** For requests that have no organization. */
  takeOfAddress(address: string): Promise<Quota>;
};

const ofOrganization = (door: TenantDoor, organizationId: string): Source => ({
  subject: organizationId,
  policy: "organization",
  within: (work) => withTenant(door, organizationId, SYSTEM, ({ query }) => work(query)),
  limitOf: (query) => selectRequestsPerMinute(query, organizationId, PLANS),
});

const ofAddress = ({ database }: TenantDoor, address: string, limit: number): Source => ({
  subject: `address:${clientOf(address)}`,
  policy: "address",
  within: (work) => work((statement) => runPlain(database, statement)),
  limitOf: async () => limit,
});

/** What has been leased in the present minute, by subject. */
const openWindows = () => {
  const windows = new Map<string, Window>();
  let current = 0;
  return (subject: string, start: number): Window => {
    if (start !== current) windows.clear();
    current = start;
    const window = windows.get(subject) ?? { start, limit: 0, left: 0, used: 0, dry: false, refused: false, leasing: undefined };
    windows.set(subject, window);
    return window;
  };
};

const refill = async (window: Window, source: Source, lessor: Lessor): Promise<void> => {
  const { limit, granted, used } = await lessor(source, new Date(window.start), window.used);
  window.limit = limit;
  window.left += granted;
  window.used = used;
  // Leases are not given back: nothing more comes before the next minute.
  window.dry = granted === 0;
};

/**
 * Fixed windows aligned to the minute. A process leases blocks from the shared counter and spends them by itself, so that a
 * request costs no statement; all processes together never pass the limit.
 */
export const makeQuotas = (door: TenantDoor, perAddress: number, lessor = leaseFromDatabase): Quotas => {
  const windowOf = openWindows();

  const take = async (source: Source): Promise<Quota> => {
    const now = door.clock.now().getTime();
    const window = windowOf(source.subject, now - (now % WINDOW));
    while (window.left === 0 && !window.dry) {
      window.leasing ??= refill(window, source, lessor).finally(() => (window.leasing = undefined));
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
    takeOfOrganization: (organizationId) => take(ofOrganization(door, organizationId)),
    takeOfAddress: (address) => take(ofAddress(door, address, perAddress)),
  };
};
