import { signHeads } from "../audit/heads.js";
import { runPlain } from "../db/connection.js";
import { ensurePartitions } from "../db/partitions.js";
import { SYSTEM, withTenant, type TenantTx } from "../db/with-tenant.js";
import type { Deps } from "../deps.js";
import { listOrganizationIds } from "../features/organizations/organizations.service.js";
import { raiseMissing } from "../features/alerts/missing.service.js";
import { tellUnacknowledged, wakeSnoozed } from "../features/alerts/waiting.service.js";
import { keepIndexed } from "../features/fhir/search/keep-indexed.js";
import { keepSubscriptions } from "../features/fhir/subscriptions/publish.js";
import { carryOutDate, enrollmentsWithDue } from "../features/enrollments/due.service.js";
import { forgetOfOrganization, forgetOfPlatform } from "./retention.js";

/** `leads` says whether this process still holds the lease, and extends it. */
export type JobDoor = Deps & { leads(): Promise<boolean> };

export type Job = { name: string; everySeconds: number; run(door: JobDoor): Promise<void> };

/** Organization by organization, each in a transaction of its own: what fails in one keeps no other waiting. */
const forEach = (work: (door: JobDoor, organizationId: string) => Promise<unknown>) => async (door: JobDoor): Promise<void> => {
  for (const organizationId of await listOrganizationIds((statement) => runPlain(door.database, statement))) {
    if (!(await door.leads())) return;
    try {
      await work(door, organizationId);
    } catch (error) {
      door.metrics.jobOrganizationFailures.inc();
      door.log.error({ event: "scheduled_job_failed", organizationId, err: error }, "timed work of an organization failed");
    }
  }
};

const inEach = (work: (tx: TenantTx) => Promise<unknown>) => forEach((door, organizationId) => withTenant(door, organizationId, SYSTEM, work));

/** Each date in a transaction of its own: one that cannot be carried out does not hold the others back. */
const carryOutDates = async (door: JobDoor, organizationId: string): Promise<void> => {
  for (const due of await withTenant(door, organizationId, SYSTEM, enrollmentsWithDue)) {
    await withTenant(door, organizationId, SYSTEM, (tx) => carryOutDate(tx, due)).catch((error: unknown) =>
      door.log.error({ event: "enrollment_date_failed", organizationId, enrollmentId: due.id, err: error }, "a date could not be carried out"));
  }
};

/** Milliseconds of a round, for all organizations: alerts that wait are told of by the same loop. */
const INDEXING = 20_000;

const indexSearched = async (door: JobDoor): Promise<void> => {
  const until = performance.now() + INDEXING;
  await forEach((_, organizationId) => keepIndexed(door, organizationId, async () => performance.now() < until && door.leads()))(door);
};

const MINUTE = 60;
const HOUR = 3_600;

export const JOBS: readonly Job[] = [
  { name: "snoozed alerts", everySeconds: MINUTE, run: inEach(wakeSnoozed) },
  { name: "unacknowledged alerts", everySeconds: MINUTE, run: inEach(tellUnacknowledged) },
  { name: "enrollment dates", everySeconds: MINUTE, run: forEach(carryOutDates) },
  { name: "missing readings", everySeconds: 5 * MINUTE, run: inEach(raiseMissing) },
  { name: "subscriptions", everySeconds: MINUTE, run: inEach(keepSubscriptions) },
  { name: "FHIR index", everySeconds: 5 * MINUTE, run: indexSearched },
  { name: "partitions", everySeconds: HOUR, run: async ({ database, clock }) => void (await ensurePartitions(database, clock.now())) },
  { name: "audit heads", everySeconds: HOUR, run: async (door) => void (await signHeads(door)) },
  { name: "retention of organizations", everySeconds: HOUR, run: inEach(forgetOfOrganization) },
  { name: "retention", everySeconds: HOUR, run: forgetOfPlatform },
];
