import type { EndOfEnrollment } from "@vitaledge/sdk";
import { answers, lists, sends } from "./runs.js";

export const list = lists<"listEnrollments">("enrollments list", ({ enrollments }, query, { call }) => enrollments.list(query, call));
export const get = answers("enrollments get", ({ enrollments }, { ids: [id], call }) => enrollments.get(id, call));
export const create = sends("enrollments create", "createEnrollment", 0, ({ enrollments }, body, { call }) => enrollments.create(body, call));
export const update = sends("enrollments update", "updateEnrollment", 1, ({ enrollments }, body, { ids: [id], call }) => enrollments.update(id, body, call));
export const end = answers<{ date: string; reason: string }>("enrollments update", ({ enrollments }, { ids: [id], call }, { date, reason }) =>
  enrollments.end(id, { endDate: date, endReason: reason as EndOfEnrollment["endReason"] }, call));
export const history = lists<"listEnrollmentHistory">("enrollments history", ({ enrollments }, query, { ids: [id], call }) => enrollments.history(id, query, call));
export const listFacts = answers("enrollments billing-facts list", ({ enrollments }, { ids: [id], call }) => enrollments.billingFacts.list(id, call));
export const setFacts = sends("enrollments billing-facts set", "replaceBillingFacts", 2, ({ enrollments }, body, { ids: [id, month = ""], call }) =>
  enrollments.billingFacts.set(id, month, body, call));
