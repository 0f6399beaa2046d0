import { sql } from "../../db/sql.js";
import { SYSTEM, withTenant, type TenantDoor, type TenantTx } from "../../db/with-tenant.js";
import { enrollmentsForBilling } from "../enrollments/billed-enrollments.service.js";
import { countDayDifferences, recountDays } from "../observations/reading-days.service.js";
import { lockPatientsAfter, patientsAfter } from "../patients/patient-lock.service.js";
import { countMinuteDifferences, recountMinutes } from "./keep-minutes.service.js";

/** Patients of one transaction: they are locked while their readings are scanned. */
const AT_A_TIME = 100;

/** What was kept otherwise than it is counted: reading days, and months of minutes. */
export type Differences = { patients: number; days: number; months: number };

type Page = { last: string | undefined; found: Differences };

const comparePage = async (tx: TenantTx, patientIds: readonly string[]): Promise<Page & { enrollmentIds: string[] }> => {
  const enrollmentIds = [...(await enrollmentsForBilling(tx, patientIds)).values()].flat().map(({ id }) => id);
  const found = {
    patients: patientIds.length,
    days: await countDayDifferences(tx, enrollmentIds),
    months: await countMinuteDifferences(tx, patientIds),
  };
  return { last: patientIds.length < AT_A_TIME ? undefined : patientIds.at(-1), found, enrollmentIds };
};

const mendPage = async (tx: TenantTx, after: string): Promise<Page> => {
  // Beside a server at work some of so many patients are held by somebody; nobody waits for this but who started it.
  await tx.query(sql`set local lock_timeout = '30s'`);
  const patientIds = await lockPatientsAfter(tx, after, AT_A_TIME);
  const page = await comparePage(tx, patientIds);
  if (page.found.days) await recountDays(tx, page.enrollmentIds);
  if (page.found.months) await recountMinutes(tx, patientIds);
  return page;
};

/**
 * Holds what is kept for billing against a scan of all readings and time entries, and with `mend` puts it right, a page of
 * patients a transaction.
 */
export const compareRollups = async (door: TenantDoor, organizationId: string, mend: boolean): Promise<Differences> => {
  const sum: Differences = { patients: 0, days: 0, months: 0 };
  for (let after: string | undefined = ""; after !== undefined; ) {
    const from: string = after;
    const page: Page = await withTenant(
      door, organizationId, SYSTEM,
      async (tx) => (mend ? mendPage(tx, from) : comparePage(tx, await patientsAfter(tx, from, AT_A_TIME))),
      { readOnly: !mend },
    );
    for (const key of ["patients", "days", "months"] as const) sum[key] += page.found[key];
    after = page.last;
  }
  return sum;
};
