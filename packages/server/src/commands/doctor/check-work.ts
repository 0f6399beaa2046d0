import { inTransaction, runPlain } from "../../db/connection.js";
import { listParts, shift, type Part } from "../../db/partitions/spans.js";
import { sql } from "../../db/sql.js";
import { failed, ok, warning, type Check } from "./finding.js";

/** Rows of the history from which on months are worth their while. */
const LARGE = 10_000_000;

const partitions: Check = {
  name: "partitions",
  async look({ database, now }) {
    const parts = await inTransaction(database, "", listParts);
    const attached = parts.filter((part) => part.attached);
    const month = now.toISOString().slice(0, 7);
    const last = attached.at(-1)?.before ?? "";
    if (last <= month) return failed("There is no partition for the readings of this month.", "Run `vitaledge-server partitions ensure`, and let a worker run: it makes them ahead.");
    if (last < shift(month, 2)) return warning("Partitions are made less than a month ahead.", "Run `vitaledge-server partitions ensure`, and look why no worker does (VITALEDGE_SCHEDULER_SECONDS).");
    const history = attached.find((part) => part.from === null);
    if (history && history.rows > LARGE) return warning(`The history holds about ${history.rows} readings.`, "Run `vitaledge-server partitions split`.");
    return ok(tell(parts));
  },
};

const tell = (parts: readonly Part[]): string => {
  const detached = parts.filter((part) => !part.attached).length;
  return `${parts.length - detached} partitions up to ${parts.at(-1)!.before}${detached ? `, ${detached} detached` : ""}.`;
};

/** Seconds after which work that waits has nobody who does it. */
const LATE = 300;

type Waiting = { events: number; due: number; mails: number; refused: number };

const outbox: Check = {
  name: "outbox",
  async look({ database, now, config }) {
    const late = new Date(now.getTime() - LATE * 1000);
    const [row] = await runPlain<Waiting>(database, sql`
      select (select count(*)::integer from outbox_pending) as events,
             (select count(*)::integer from outbox_due where due_at < ${late} and coalesce(held_until, '-infinity') < ${late}) as due,
             (select count(*)::integer from outbox_mails where sent_at is null and failed_at is null and created_at < ${late}) as mails,
             (select count(*)::integer from outbox_mails where failed_at is not null) as refused`);
    const { events, due, mails, refused } = row!;
    if (events > 1_000 || due > 0) return warning(`${events} organizations' events and ${due} webhooks wait for more than ${LATE / 60} minutes.`, "Look whether a worker runs: `vitaledge-server worker`, or `serve` without --no-worker.");
    if (mails > 0 && config.smtpUrl) return warning(`${mails} mails wait for more than ${LATE / 60} minutes, ${refused} were given up this week.`, "Look whether a worker runs and SMTP_URL is reached from it.");
    return ok("Nothing waits.");
  },
};

/** Heads are signed each hour. */
const SIGNED_WITHIN = 3 * 3_600_000;

const audit: Check = {
  name: "audit",
  async look({ database, now }) {
    const [row] = await runPlain<{ last: Date | null; since: Date | null }>(database, sql`
      select (select max(signed_at) from audit_signatures) as last, (select min(at) from system_audit_events) as since`);
    const { last, since } = row!;
    const from = last ?? since;
    if (from && now.getTime() - from.getTime() > SIGNED_WITHIN) {
      return warning(`The heads of the audit were last signed ${last ? last.toISOString() : "never"}.`, "Let a worker run with VITALEDGE_SCHEDULER_SECONDS above 0, and keep `vitaledge-server audit heads` elsewhere.");
    }
    return ok(last ? `The heads of the audit were signed ${last.toISOString()}. \`audit verify\` computes the chains again.` : "There is no audit to sign yet.");
  },
};

export const WORK_CHECKS = [partitions, outbox, audit];
