import type { PlainQuery } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { ProblemError } from "../../http/problem.js";
import type { Config } from "../../platform/config.js";
import { sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { LIMITS, type Limit } from "../throttling/limits.js";
import { networkOf } from "../../platform/network.js";
import { count, forgetEmpty, giveBack, levelsOf, refuseUntil, take, tryTake } from "../throttling/throttles.service.js";
import { plainQuery } from "./account-door.js";
import { expectPassword, type Account } from "./accounts.service.js";
import { deleteDevicesOf, isDeviceOf, putDevice } from "./known-devices.sql.js";
import type { Client } from "./sessions.service.js";
import { selectTokenOwner } from "./sessions.sql.js";
import { deletePastTries, settleTry, takeTry, voidTries, withdrawTry, type Door } from "./sign-in-attempts.sql.js";

const DAY = 86_400_000;
export const DEVICE_DAYS = 180;
/** Days that a network stays one the account is signed in from. */
const NETWORK_DAYS = 30;
/** Failed sign-ins are counted over this time, of networks and of the whole platform. */
const WINDOW = 900;
/** However many fail elsewhere, a network keeps this part of its allowance. */
const NARROWEST = 10;

/** What division leaves over; far below a try of the largest allowance. */
const ROUNDING = 1e-9;

/** Who signs in, and with which device. */
export type Visitor = Client & { deviceToken: string | undefined; rememberDevice(token: string): void };

/** What an attempt that was let in turned out to be. */
type Attempt = {
  succeeded(): Promise<void>;
  failed(): Promise<void>;
  /** No password was looked at. */
  withdrawn(): Promise<void>;
};

const ofPlatform = (config: Config): Limit => ({ name: "failures", most: config.signInFailuresExpected, seconds: WINDOW });

/** What one network may fail, narrowed while more fails on the whole platform than is usual. */
const ofNetwork = (config: Config, pressure: number): Limit => ({
  name: "sign-in", seconds: WINDOW, most: Math.max(1, Math.floor(config.signInFailuresPerNetwork / Math.min(NARROWEST, Math.max(1, pressure)))),
});

const nameOf = (account: Account | undefined, email: string): Buffer => sha256((account?.email ?? email).toLowerCase());

export type Claim = { email: string; account: Account | undefined; password: string };

/**
 * The account whose password this is. The attempt is counted before anything is hashed, and alike whether or not there is
 * such an account.
 * @throws ProblemError 401 `invalid_credentials`, 429 `rate_limited`
 */
export const expectPasswordAtDoor = async (deps: Deps, { email, account, password }: Claim, visitor: Visitor): Promise<Account> => {
  const attempt = await admitAttempt(deps, email, account, visitor);
  const proven = await expectPassword(deps, account, password).catch(async (error: unknown) => {
    await (error instanceof ProblemError && error.code === "invalid_credentials" ? attempt.failed() : attempt.withdrawn());
    throw error;
  });
  await attempt.succeeded();
  return proven;
};

const admitAttempt = async (deps: Deps, email: string, account: Account | undefined, visitor: Visitor): Promise<Attempt> => {
  const query = plainQuery(deps.database);
  const now = deps.clock.now();
  const failed = async (): Promise<void> => void (await count(query, ofPlatform(deps.config), "", NARROWEST, now));
  const device = deviceOf(visitor);
  if (device && (await isDeviceOf(query, device, account?.id ?? "", now))) {
    const subject = `${device.toString("hex")} ${account?.id}`;
    await take(query, LIMITS.device, subject, now);
    const withdrawn = async (): Promise<void> => void (await giveBack(query, LIMITS.device, subject));
    return { succeeded: withdrawn, failed, withdrawn };
  }
  const network = networkOf(visitor.address);
  const door: Door = { account: nameOf(account, email), network: sha256(network) };
  const limit = await enter(deps, query, door, network, now);
  return {
    failed,
    async succeeded() {
      await settleTry(query, door, new Date(now.getTime() + NETWORK_DAYS * DAY));
      await giveBack(query, limit, network);
      await deletePastTries(query, now);
      await forgetEmpty(query, now);
    },
    async withdrawn() {
      await withdrawTry(query, door);
      await giveBack(query, limit, network);
    },
  };
};

/** The network's allowance is looked at first, so that no number of made-up accounts fills the table, and taken last. */
const enter = async ({ config }: Deps, query: PlainQuery, door: Door, network: string, now: Date): Promise<Limit> => {
  const [pressure = 0, level = 0] = await levelsOf(query, [[ofPlatform(config), "", NARROWEST], [ofNetwork(config, 1), network, 1]], now);
  const limit = ofNetwork(config, pressure);
  const over = level - (limit.most - 1) / limit.most;
  if (over > ROUNDING) refuseUntil(new Date(now.getTime() + over * limit.seconds * 1000), now);
  const tried = await takeTry(query, door, now);
  if (!tried?.taken) return refuseUntil(tried?.again_at ?? now, now);
  const again = await tryTake(query, limit, network, now);
  if (again) {
    await withdrawTry(query, door);
    refuseUntil(again, now);
  }
  return limit;
};

const deviceOf = ({ deviceToken }: Visitor): Buffer | undefined => (deviceToken ? sha256(deviceToken) : undefined);

/** From now on the device has an allowance of its own for this account. */
export const rememberDevice = async (deps: Deps, userId: string, visitor: Visitor): Promise<void> => {
  const now = deps.clock.now();
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + DEVICE_DAYS * DAY);
  await putDevice(plainQuery(deps.database), { former: deviceOf(visitor) ?? Buffer.alloc(0), hash: sha256(token), userId, expiresAt, now });
  visitor.rememberDevice(token);
};

/** A session's own allowance. What is no token at all counts for its network alone. */
export const admitRefresh = async (deps: Deps, refreshToken: string): Promise<void> => {
  const query = plainQuery(deps.database);
  const owner = await selectTokenOwner(query, sha256(refreshToken));
  if (owner) await take(query, LIMITS.refresh, owner.user_id, deps.clock.now());
};

/** With a new password nobody who knew the former one has an advantage, and no guess at it counts. */
export const startAfresh = async (query: PlainQuery, { id, email }: { id: string; email: string }): Promise<void> => {
  await deleteDevicesOf(query, id);
  await voidTries(query, nameOf(undefined, email));
};
