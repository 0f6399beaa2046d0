import { signHeads } from "../audit/heads.js";
import { runPlain } from "../db/connection.js";
import { ensurePartitions } from "../db/partitions.js";
import { SYSTEM, withTenant, type TenantTx } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { raiseMissing } from "../features/alerts/missing.service.js";
import { tellUnacknowledged, wakeSnoozed } from "../features/alerts/waiting.service.js";
import { carryOutDate, enrollmentsWithDue } from "../features/enrollments/due.service.js";
import { forgetOfOrganization, forgetOfPlatform } from "./retention.js";
import { selectOrganizationIds } from "./scheduler.sql.js";

/** `leads` says whether this process still holds the lease, and extends it. */
export type JobDoor = Deps & { leads(): Promise<boolean> };

export type Job = { name: string; everySeconds: number; run(door: JobDoor): Promise<void> };

/** Organization by organization, each in a transaction of its own: what fails in one keeps no other waiting. */
const inEach = (work: (tx: TenantTx, door: JobDoor) => Promise<unknown>) => async (door: JobDoor): Promise<void> => {
  for (const organizationId of await selectOrganizationIds((statement) => runPlain(door.database, statement))) {
    if (!(await door.leads())) return;
    try {
      await withTenant(door, organizationId, SYSTEM, (tx) => work(tx, door));
    } catch (error) {
      door.log.error({ event: "scheduled_job_failed", organizationId, err: error }, "timed work of an organization failed");
    }
  }
};

const MINUTE = 60;
const HOUR = 3_600;

export const JOBS: readonly Job[] = [
  { name: "snoozed alerts", everySeconds: MINUTE, run: inEach(wakeSnoozed) },
  { name: "unacknowledged alerts", everySeconds: MINUTE, run: inEach(tellUnacknowledged) },
  {
    name: "enrollment dates", everySeconds: MINUTE,
    run: inEach(async (tx, door) => {
      // Each in its own transaction: one that cannot be carried out does not hold the others back.
      for (const due of await enrollmentsWithDue(tx)) {
        await withTenant(door, tx.organizationId, SYSTEM, (own) => carryOutDate(own, due)).catch((error: unknown) =>
          door.log.error({ event: "enrollment_date_failed", organizationId: tx.organizationId, enrollmentId: due.id, err: error }, "a date could not be carried out"));
      }
    }),
  },
  { name: "missing readings", everySeconds: 5 * MINUTE, run: inEach(raiseMissing) },
  { name: "partitions", everySeconds: HOUR, run: ({ database, clock }) => ensurePartitions(database, clock.now()) },
  { name: "audit heads", everySeconds: HOUR, run: async (door) => void (await signHeads(door)) },
  { name: "retention of organizations", everySeconds: HOUR, run: inEach(forgetOfOrganization) },
  { name: "retention", everySeconds: HOUR, run: forgetOfPlatform },
];
