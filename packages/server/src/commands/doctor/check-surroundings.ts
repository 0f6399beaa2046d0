import { statfs } from "node:fs/promises";
import { createTransport } from "nodemailer";
import { defaultDataDirectory } from "../../db/embedded.js";
import { homeFromEnvironment, type Config } from "../../platform/config.js";
import { makeLogger } from "../../platform/logger.js";
import { openRedis } from "../../redis/link.js";
import { failed, ok, skipped, warning, type Check } from "./finding.js";

const GIGABYTE = 1_073_741_824;

const disk: Check = {
  name: "disk",
  async look({ config }) {
    if (config.databaseUrl) return skipped("The database is another machine's or program's: watch its disk there.");
    const { bavail, bsize, blocks } = await statfs(config.dataDirectory ?? defaultDataDirectory(homeFromEnvironment()));
    const [free, share] = [(bavail * bsize) / GIGABYTE, bavail / blocks];
    const told = `${free.toFixed(1)} GB are free for the embedded database, ${Math.round(share * 100)} %.`;
    if (free < 0.5) return failed(told, "Free some, or move VITALEDGE_DATA_DIR: a full disk stops every write.");
    return free < 5 || share < 0.1 ? warning(told, "Free some, or move VITALEDGE_DATA_DIR.") : ok(told);
  },
};

/** Milliseconds for each step of a greeting. */
const PATIENCE = 4_000;

const mail: Check = {
  name: "mail",
  async look({ config: { smtpUrl } }) {
    if (!smtpUrl) return warning("SMTP_URL is not set: no mail is sent.", "Set it, or hand links over: `vitaledge-server users reset-password` prints one.");
    const transport = createTransport({ url: smtpUrl, connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE });
    try {
      await transport.verify();
      return ok("The mail server takes the sign-in.");
    } catch {
      return failed("The mail server cannot be reached, or refuses the sign-in.", "Check SMTP_URL and the way to it from this machine.");
    } finally {
      transport.close();
    }
  },
};

const redis: Check = {
  name: "redis",
  async look({ config: { redisUrl } }) {
    if (!redisUrl) return skipped("REDIS_URL is not set: PostgreSQL counts, and processes learn of events within 2 s.");
    const link = await openRedis(redisUrl, makeLogger("silent"));
    const isUp = link.isUp();
    await link.close();
    return isUp ? ok("Redis answers.") : warning("Redis does not answer: PostgreSQL does its work meanwhile.", "Check REDIS_URL and that it runs.");
  },
};

/** What can be told of the settings alone. */
const settings: Check = {
  name: "settings",
  look: async ({ config }) => tellSettings(config),
};

const tellSettings = (config: Config) => {
  if (config.environment !== "production") return config.databaseUrl ? warning(`NODE_ENV is ${config.environment}.`, "Set NODE_ENV=production where real patients are.") : ok(`NODE_ENV is ${config.environment}, with the embedded database.`);
  if (!config.publicUrl) return warning("VITALEDGE_PUBLIC_URL is not set: links in mails lead to this machine.", "Set it to the address people reach the server under.");
  if (!config.publicUrl.startsWith("https:")) return warning("VITALEDGE_PUBLIC_URL is not https.", "Put a proxy with TLS in front of the server.");
  return ok("NODE_ENV is production.");
};

export const SURROUNDINGS_CHECKS = [settings, disk, mail, redis];
