import { KEPT, mostOf, type Lease, type Lessor, type Source } from "../limits/lease.js";
import { sha256 } from "../platform/crypto.js";
import type { Redis } from "./link.js";

/** As `leaseBlock` does it in PostgreSQL. */
const SCRIPT = `
local used = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[2]))
local rest = tonumber(ARGV[1]) - used
local granted = math.max(0, math.min(tonumber(ARGV[3]), math.max(1, math.floor(rest / 10)), rest))
redis.call('SET', KEYS[1], used + granted, 'PX', ${KEPT})
return { granted, used + granted }`;

// Of an address its hash alone.
const keyOf = (subject: string, start: Date): string => `vitaledge:requests:${sha256(subject).toString("base64url")}:${start.getTime()}`;

const leaseOf = (redis: Redis, source: Source, start: Date, limit: number, seen: number): Promise<Lease> =>
  redis.evaluate(SCRIPT, [keyOf(source.subject, start)], [limit, seen, mostOf(source, limit)].map(String)).then((answer) => {
    const [granted = 0, used = 0] = answer as number[];
    return { granted, used };
  });

/** Leases of Redis; of the other lessor while Redis is away. */
export const leaseFromRedis = (redis: Redis, otherwise: Lessor): Lessor => async (source, start, seen) => {
  if (!redis.isUp()) return otherwise(source, start, seen);
  const limit = await source.within(source.limitOf);
  const lease = await leaseOf(redis, source, start, limit, seen).catch(() => undefined);
  return lease ? { limit, ...lease } : otherwise(source, start, seen);
};
