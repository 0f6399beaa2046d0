import type { Check } from "../platform/readiness.js";
import type { Redis } from "./link.js";

/** Nothing of what it does is refused while it is away. */
export const checkRedis = (redis: Redis): Check => async () =>
  redis.isUp()
    ? [{ name: "redis", status: "ok" }]
    : [{ name: "redis", status: "warning", detail: "Redis does not answer. PostgreSQL counts meanwhile, and other processes learn of events up to 2 s later." }];
