import type { components } from "@vitaledge/contract/schema";
import type { KeyedRequest, StoredAnswer } from "../../idempotency/idempotency.js";
import type { ProblemError } from "../../http/problem.js";
import type { ReadingAudit } from "./batch-audit.js";
import type { ObservationRow } from "./observations.sql.js";

export type ObservationInput = components["schemas"]["ObservationInput"];

/** What FHIR's way of writing knows besides. */
export type FhirReading = {
  /** The id of the Observation where it is not made of the reading's own. */
  id: string | undefined;
  /** The version of it that the reading makes. */
  version?: number | undefined;
  /** The value as it was written: `1.00`, `1E-22`. */
  value: string;
  /** Comes as an error already: nothing is raised. */
  isVoid: boolean;
};

/** A reading whose form has been checked, on its way into a batch. */
export type Recordable = {
  input: ObservationInput;
  /** The server's time unless the reading is made up for a demonstration. */
  receivedAt: Date;
  /** Absent where no request brought it. */
  audit?: ReadingAudit;
  /** The Idempotency-Key it came with. */
  keyed?: KeyedRequest;
  fhir?: FhirReading;
};

export type Outcome =
  | { kind: "created"; row: ObservationRow }
  | { kind: "duplicate"; row: ObservationRow }
  /** The key was seen before: this was answered then. */
  | { kind: "replayed"; answer: StoredAnswer }
  | { kind: "rejected"; problem: ProblemError }
  /** Our fault or the database's: nothing was stored, and sending again is safe. */
  | { kind: "failed"; error: unknown };
