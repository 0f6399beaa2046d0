import type { BillingTotals } from "@vitaledge/sdk";
import { dollars, number } from "../words.ts";

export const Totals = ({ totals: { enrollments, ready, held, notMet, estimateCents } }: { totals: BillingTotals }) => (
  <dl className="totals">
    <div><dt>Enrollments</dt><dd>{number(enrollments)}</dd></div>
    <div><dt>Lines ready</dt><dd>{number(ready)}</dd></div>
    <div><dt>Held</dt><dd>{number(held)}</dd></div>
    <div><dt>Not met</dt><dd>{number(notMet)}</dd></div>
    <div><dt>Estimate</dt><dd>{dollars(estimateCents)}</dd></div>
  </dl>
);
