import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Actor } from "./actors.js";
import { readingOn } from "./billing-scene.js";
import { call, type Answer } from "./call.js";

/** A POST with a key, and the statement that finds the ids of what it made, however often. */
export type KeyedPost = { key: string; path: string; body: object; made: string; mark: string };

/** One of each way a key takes: a request's own transaction, the write batch of readings, an organization that comes to be. */
export const keyedPosts = (patientId: string): KeyedPost[] => {
  const mark = randomUUID();
  return [
    { path: "/api/patients", body: { firstName: "Maria", lastName: mark, birthDate: "1950-01-01" }, made: "select id from patients where last_name = $1" },
    { path: "/api/observations", body: readingOn(patientId, "2026-02-01", { externalId: mark }), made: "select id from observations where external_id = $1" },
    { path: "/api/organizations", body: { name: mark, timezone: "UTC" }, made: "select organization_id as id from organizations where name = $1" },
  ].map((post) => ({ ...post, mark, key: `${mark}${post.path}` }));
};

export const sendKeyed = (url: string, { accessToken, organizationId }: Actor, { key, path, body }: KeyedPost): Promise<Answer> =>
  call(url, "POST", path, body, { "authorization": `Bearer ${accessToken}`, "x-organization-id": organizationId, "idempotency-key": key });

/** As a client does that was not told what became of it: it asks again until it is. */
const insist = async (url: string, actor: Actor, post: KeyedPost): Promise<Answer> => {
  for (;;) {
    const answer = await sendKeyed(url, actor, post);
    if (answer.status !== 409 && answer.status !== 503) return answer;
    await sleep(100);
  }
};

export const madeBy = async (superuser: pg.Client, { made, mark }: KeyedPost): Promise<string[]> =>
  (await superuser.query<{ id: string }>(made, [mark])).rows.map(({ id }) => id);

/** Sends it again after a kill; says what is wrong then. `before`: what it had made, by the database's word. */
export const repeat = async (superuser: pg.Client, url: string, actor: Actor, post: KeyedPost, before: readonly string[]): Promise<string[]> => {
  const [second, third] = [await insist(url, actor, post), await insist(url, actor, post)];
  const after = await madeBy(superuser, post);
  const isReplay = ({ headers }: Answer): boolean => headers.get("idempotency-replayed") === "true";
  const faults = {
    [`was answered ${second.status} ${second.text}`]: second.status !== 201,
    [`made ${after.length}`]: after.length !== 1,
    "was answered with the id of something else": second.body.id !== after[0],
    "was done before, and is not answered so": before.length > 0 && !isReplay(second),
    "was not done before, and is answered so": before.length === 0 && isReplay(second),
    "is answered differently the third time": third.text !== second.text || !isReplay(third),
  };
  return Object.entries(faults).filter(([, is]) => is).map(([fault]) => `${post.key} ${fault}`);
};
