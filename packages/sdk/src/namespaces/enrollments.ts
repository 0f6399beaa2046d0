import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

type Patch = BodyOf<"updateEnrollment">;
export type EndOfEnrollment = { endDate: NonNullable<Patch["endDate"]>; endReason: NonNullable<Patch["endReason"]> };

export function createEnrollments(core: Core) {
  return {
    list: (query?: QueryOf<"listEnrollments">, options?: CallOptions): PagedOf<"listEnrollments"> =>
      core.list("listEnrollments", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getEnrollment">> =>
      core.call("getEnrollment", { path: { id } }, options),
    create: (body: BodyOf<"createEnrollment">, options?: CallOptions): Call<AnswerOf<"createEnrollment">> =>
      core.call("createEnrollment", { body }, options),
    update: (id: string, body: BodyOf<"updateEnrollment">, options?: CallOptions): Call<AnswerOf<"updateEnrollment">> =>
      core.update("updateEnrollment", { path: { id }, body }, options),
    end: (id: string, end: EndOfEnrollment, options?: CallOptions): Call<AnswerOf<"updateEnrollment">> =>
      core.update("updateEnrollment", { path: { id }, body: { status: "ENDED", ...end } }, options),
    history: (
      id: string, query?: QueryOf<"listEnrollmentHistory">, options?: CallOptions,
    ): PagedOf<"listEnrollmentHistory"> => core.list("listEnrollmentHistory", { path: { id }, query }, options),
    billingFacts: {
      list: (id: string, options?: CallOptions): Call<AnswerOf<"listBillingFacts">> =>
        core.call("listBillingFacts", { path: { id } }, options),
      /** What holds for one month alone; what is left out is as the enrollment says. */
      set: (
        id: string, month: string, body: BodyOf<"replaceBillingFacts">, options?: CallOptions,
      ): Call<AnswerOf<"replaceBillingFacts">> => core.update("replaceBillingFacts", { path: { id, month }, body }, options),
    },
  };
}
