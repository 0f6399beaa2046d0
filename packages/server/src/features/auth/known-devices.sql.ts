import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

/** Devices kept of a person; programs that keep no cookie are a new one each time. */
const MOST = 50;

export const isDeviceOf = async (query: PlainQuery, hash: Buffer, userId: string, now: Date): Promise<boolean> =>
  (await query(sql`select user_id from known_devices where hash = ${hash} and user_id = ${userId} and expires_at > ${now}`)).length > 0;

export type Device = { former: Buffer; hash: Buffer; userId: string; expiresAt: Date; now: Date };

/** The device under its new value, for all people who use it; a copy of the former value is worth nothing from now on. */
export const putDevice = (query: PlainQuery, { former, hash, userId, expiresAt, now }: Device): Promise<unknown> => query(sql`
  with moved as (
    update known_devices set hash = ${hash} where hash = ${former} and user_id <> ${userId}),
  dropped as (
    delete from known_devices where user_id = ${userId} and (hash = ${former} or expires_at <= ${now} or hash not in (
      select hash from known_devices where user_id = ${userId} order by expires_at desc limit ${MOST - 1})))
  insert into known_devices (hash, user_id, expires_at) values (${hash}, ${userId}, ${expiresAt})`);

export const deleteDevicesOf = (query: PlainQuery, userId: string): Promise<unknown> =>
  query(sql`delete from known_devices where user_id = ${userId}`);
