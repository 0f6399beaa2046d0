import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createServer } from "@vitaledge/server";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { makeActors } from "../support/actors.js";
import { createPatient } from "../support/billing-scene.js";
import { startTestCluster } from "../support/cluster.js";
import { keyedPosts, madeBy, repeat, sendKeyed } from "../support/killed-posts.js";
import { startServerProcess } from "../support/server-process.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const KILLS = 20;

/** Until the database has noticed, and nothing that was sent before is still being done. */
const untilQuiet = async (superuser: pg.Client): Promise<void> => {
  const busy = "select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'";
  while ((await superuser.query(busy)).rowCount) await sleep(20);
};

const run = async (): Promise<string> => {
  const cluster = await startTestCluster();
  const { ownerUrl, appUrl, superuserUrl } = cluster.database;
  await migrate({ ownerUrl });
  const settings = { PORT: "0", NODE_ENV: "test", DATABASE_URL: appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_LOG_LEVEL: "silent" };
  const survivor = await createServer({ settings, worker: false });
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  const count = { posts: 0, answered: 0, committed: 0 };
  try {
    const owner = await makeActors(survivor).owner();
    const patientId = await createPatient(owner);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const victim = await startServerProcess(settings);
      const sendAll = (posts: ReturnType<typeof keyedPosts>) => Promise.all(posts.map((post) => sendKeyed(victim.url, owner, post).then(() => true, () => false)));
      // The first requests of a process are slow; then it is known how long one takes, around which the kill falls.
      await sendAll(keyedPosts(patientId));
      const began = performance.now();
      await sendAll(keyedPosts(patientId));
      const takes = performance.now() - began;
      const posts = keyedPosts(patientId);
      const answers = sendAll(posts);
      await sleep(2 * takes * Math.random());
      await victim.end("SIGKILL");
      count.posts += posts.length;
      await untilQuiet(superuser);
      count.answered += (await answers).filter(Boolean).length;
      for (const post of posts) {
        const before = await madeBy(superuser, post);
        count.committed += before.length;
        const faults = await repeat(superuser, survivor.url, owner, post, before);
        expect(faults.length === 0, `what is sent again is done once: ${faults.join("; ")}`);
      }
    }
  } finally {
    await superuser.end();
    await survivor.close();
    await cluster.stop();
  }
  return `${KILLS} kills, ${count.posts} posts: ${count.answered} had been answered, ${count.committed - count.answered} committed and not answered, ${count.posts - count.committed} not committed`;
};

export const killedPosts: Part = {
  name: "killed-posts",
  shows: `the server killed (-9) at ${KILLS} random moments of a POST with a key: sent again it has one effect, and the answer that was committed`,
  needs: [],
  run,
};
