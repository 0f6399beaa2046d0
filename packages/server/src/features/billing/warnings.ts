import { daysBetween } from "../../platform/civil.js";
import { daysOfUnknownDevices } from "./days.js";
import type { Evaluation } from "./evaluate.js";
import type { PatientMonthFacts } from "./facts.js";
import { alignedOn } from "./status.js";
import { touchesMonth } from "./window.js";

export type BillingWarning = { readonly code: string; readonly message: string };

const SHORT_GAP_DAYS = 90;

const shortGap = ({ enrollment }: Evaluation, { enrollments }: PatientMonthFacts): BillingWarning[] => {
  const gaps = enrollments
    .filter(({ id, program, endDate }) => id !== enrollment.id && program === enrollment.program && endDate !== null)
    .map(({ endDate }) => daysBetween(endDate ?? enrollment.startDate, enrollment.startDate))
    .filter((gap) => gap > 0 && gap < SHORT_GAP_DAYS);
  if (gaps.length === 0) return [];
  const again = `The program began again ${Math.min(...gaps)} days after it had ended`;
  return [{ code: "SHORT_GAP", message: `${again}; a second setup may be questioned.` }];
};

const bothMonitored = ({ enrollment, month }: Evaluation, { enrollments }: PatientMonthFacts): BillingWarning[] => {
  const other = enrollment.program === "RPM" ? "RTM" : enrollment.program === "RTM" ? "RPM" : null;
  return enrollments.some((one) => one.program === other && touchesMonth(one, month))
    ? [{ code: "RPM_AND_RTM", message: "The patient is enrolled in RPM and RTM; a month bills one, never both." }]
    : [];
};

const accessWarnings = ({ codes, settings }: Evaluation, { alignments }: PatientMonthFacts): BillingWarning[] => {
  const dates = codes.flatMap(({ lines }) => lines.map(({ dosTo }) => dosTo));
  const aligned = new Set(dates.flatMap((date) => alignedOn(alignments, date)).map(({ participant }) => participant));
  const found: BillingWarning[] = [];
  if (aligned.has("OTHER")) {
    const message = "The patient is aligned to another ACCESS participant; a claim may be denied.";
    found.push({ code: "ACCESS_OTHER", message });
  }
  if (aligned.has("OWN") && settings.accessAlignment === "WARN") {
    found.push({ code: "ACCESS_OWN", message: "The patient is aligned to the practice's own ACCESS participation." });
  }
  return found;
};

/** What does not hold a claim and would be asked about in an audit. */
export const warningsOf = (evaluation: Evaluation, facts: PatientMonthFacts): BillingWarning[] => {
  const { days, enrollment, measures, month } = evaluation;
  const from = measures.periods.find(({ to }) => to >= month)?.from ?? month;
  const unknown = daysOfUnknownDevices(days).filter((day) => day >= from).length;
  const found: BillingWarning[] = [];
  if (unknown > 0) {
    const message = `Readings of ${unknown} counted day${unknown === 1 ? "" : "s"} name no device.`;
    found.push({ code: "DEVICE_UNKNOWN", message });
  }
  if (!enrollment.signedOff) {
    found.push({ code: "NOT_SIGNED_OFF", message: "No practitioner has signed off the month." });
  }
  return [
    ...found,
    ...shortGap(evaluation, facts),
    ...bothMonitored(evaluation, facts),
    ...accessWarnings(evaluation, facts),
  ];
};
