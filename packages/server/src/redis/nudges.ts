import { randomUUID } from "node:crypto";
import type { Database } from "../db/knex.js";
import { carryNudges, isTopic, ring, type Topic } from "../outbox/nudge.js";
import type { Redis } from "./link.js";

const CHANNEL = "vitaledge:nudges";
/** Milliseconds in which what is told goes as one message. */
const TOGETHER = 5;

/**
 * Tells other processes at once what they would find at their next look. The message holds topics alone; what happened is read
 * from PostgreSQL, so that a message that is lost costs time and nothing else.
 */
export const shareNudges = (redis: Redis, databases: readonly Database[]): void => {
  const own = randomUUID();
  const told = new Set<Topic>();
  const send = (): void => {
    redis.publish(CHANNEL, [own, ...told].join(" "));
    told.clear();
  };
  const tell = (topic: Topic): void => {
    if (!told.size) setTimeout(send, TOGETHER).unref();
    told.add(topic);
  };
  for (const database of databases) carryNudges(database, tell);
  redis.listen(CHANNEL, (message) => {
    const [sender, ...topics] = message.split(" ");
    if (sender === own) return;
    for (const topic of topics.filter(isTopic)) for (const database of databases) ring(database, topic);
  });
};
