import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { EnrollmentsMethods } from "../generated/methods.js";
import type { Enrollment, EnrollmentPatch } from "../generated/models.js";
import { ENROLLMENTS } from "../generated/tables.js";
import { createNamespace } from "../namespace.js";
import type { CallOptions } from "../options.js";

/** The last day, `YYYY-MM-DD`, and why. */
export type EndOfEnrollment = { endDate: NonNullable<EnrollmentPatch["endDate"]>; endReason: NonNullable<EnrollmentPatch["endReason"]> };

/** Enrollments of patients in programs, and what their months are billed by. */
export interface EnrollmentsApi extends EnrollmentsMethods {
  /** Makes it ENDED. */
  end(id: string, end: EndOfEnrollment, options?: CallOptions): Call<Enrollment>;
}

/** Enrollments of patients in programs. */
export function enrollments(core: Core): EnrollmentsApi {
  const plain = createNamespace<EnrollmentsMethods>(core, ENROLLMENTS);
  return { ...plain, end: (id, end, options) => plain.update(id, { status: "ENDED", ...end }, options) };
}
