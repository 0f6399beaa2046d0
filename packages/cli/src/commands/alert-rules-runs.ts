import { answers, does, lists, sends } from "./runs.js";

export const list = lists<"listAlertRules">("alert-rules list", ({ alertRules }, query, { call }) => alertRules.list(query, call));
export const get = answers("alert-rules get", ({ alertRules }, { ids: [id], call }) => alertRules.get(id, call));
export const create = sends("alert-rules create", "createAlertRule", 0, ({ alertRules }, body, { call }) => alertRules.create(body, call));
export const update = sends("alert-rules update", "updateAlertRule", 1, ({ alertRules }, body, { ids: [id], call }) => alertRules.update(id, body, call));
export const remove = does(
  (id) => `The rule ${id} is deleted.`, ({ alertRules }, { ids: [id], call }) => alertRules.delete(id, call),
  (id) => `The rule ${id} is deleted, and raises no alert any more.`,
);
