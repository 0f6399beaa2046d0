import type { Operation, OperationId } from "@vitaledge/contract";
import { BRIEF, LONG, type Patience } from "../db/patience.js";
import { ProblemError } from "./problem.js";

/** Milliseconds of our own time that a request may take; five seconds are promised. */
const ANSWER_WITHIN = 4_000;

/** Work whose size is the caller's: its statements are limited, not their number. What comes before it is in a hurry as always. */
const LARGE_WORK: Partial<Record<OperationId, Patience>> = {
  recordObservations: BRIEF,
  createEnrollment: LONG,
  updateEnrollment: LONG,
  getBillingReadiness: LONG,
  getBillingSummary: LONG,
  exportBilling: LONG,
  closeBillingMonth: LONG,
  listBillingAdjustments: LONG,
  exportPatientRecord: LONG,
  mergePatient: LONG,
  getAccessReport: LONG,
  verifyAuditEvents: LONG,
};

const LARGE = new Map<string, Patience>([...Object.entries(LARGE_WORK), ["fhirBundle", LONG]]);

export type TimeLimit = {
  patience: Patience;
  /** Aborted when the time is over: what has not been committed then is rolled back. */
  signal: AbortSignal;
  /** Waits for work, for as long as the request has left. @throws ProblemError 503, once that is over. */
  spend<T>(work: () => Promise<T>): Promise<T>;
  /** The same for the operation itself, which may be large. */
  spendOnOperation<T>(work: () => Promise<T>): Promise<T>;
};

const tooSlow = (): ProblemError =>
  new ProblemError("unavailable", { detail: "The server did not come to an end in time. Try again in a few seconds.", headers: { "Retry-After": "2" } });

/** The time a client takes to send its body is its own: only what runs within `spend` counts. */
export const timeLimitOf = ({ id }: Operation): TimeLimit => {
  const large = LARGE.get(id);
  // Made when somebody can make use of it: it costs as much as the rest of this together.
  let controller: AbortController | undefined;
  let over: ProblemError | undefined;
  let left = ANSWER_WITHIN;
  const spend = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        over = tooSlow();
        controller?.abort(over);
        reject(over);
      }, left);
    });
    try {
      return await Promise.race([work(), end]);
    } finally {
      clearTimeout(timer);
      left -= performance.now() - began;
    }
  };
  return {
    patience: large ?? BRIEF,
    get signal() {
      controller ??= new AbortController();
      if (over) controller.abort(over);
      return controller.signal;
    },
    spend,
    spendOnOperation: large ? (work) => work() : spend,
  };
};
