import type { Transporter } from "nodemailer";
import type { Deps } from "../deps.js";
import { runPlain } from "../db/connection.js";
import type { PlainQuery } from "../db/with-tenant.js";
import { openMail } from "./append.js";
import { startLoop } from "./loop.js";
import { onNudge } from "./nudge.js";
import { claimMail, markFailed, markSent, type MailRow } from "./outbox.sql.js";

const MOST_ATTEMPTS = 10;
/** Milliseconds between two looks for mails that other processes queued or that are due again. */
const INTERVAL = 5_000;
/** Milliseconds; all together stay below the first wait of a claimed mail, so that nobody else sends it meanwhile. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Something that works on its own until it is stopped. */
export type Relay = { stop(): Promise<void> };

type RelayDeps = Pick<Deps, "clock" | "config" | "database" | "keys" | "log" | "workerDatabase">;

/** Sends what is queued, where a mail server is set up. */
export const startMailRelay = (deps: RelayDeps): Relay => {
  const { smtpUrl } = deps.config;
  if (!smtpUrl) return { stop: async () => undefined };
  const transport = import("nodemailer").then(({ createTransport }) => createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true }));
  const loop = startLoop({
    step: async () => sendNext(deps, await transport),
    onError: (error) => deps.log.warn({ event: "mail_relay_failed", err: error }, "mails wait"),
    interval: INTERVAL,
  });
  const stopListening = onNudge(deps.database, "mails", loop.wake);
  return {
    async stop() {
      stopListening();
      await loop.stop();
      (await transport).close();
    },
  };
};

/** Whether there was a mail to deal with. */
const sendNext = async (deps: RelayDeps, transport: Transporter): Promise<boolean> => {
  const query: PlainQuery = (statement) => runPlain(deps.workerDatabase, statement);
  const row = await claimMail(query, deps.clock.now());
  if (!row) return false;
  try {
    await send(deps, query, transport, row);
  } catch (error) {
    const givenUp = row.attempts >= MOST_ATTEMPTS;
    deps.log.warn({ event: "mail_failed", mailId: row.id, attempts: row.attempts, givenUp, err: error }, "a mail could not be sent");
    if (givenUp) await markFailed(query, row.id, deps.clock.now());
  }
  return true;
};

const send = async (deps: RelayDeps, query: PlainQuery, transport: Transporter, row: MailRow): Promise<void> => {
  const { until, ...mail } = openMail(await deps.keys.platformCipher(query), row.id, row.content_sealed);
  if (until <= deps.clock.now()) return void (await markFailed(query, row.id, deps.clock.now()));
  await transport.sendMail({ from: deps.config.mailFrom, ...mail });
  await markSent(query, row.id, deps.clock.now());
};
