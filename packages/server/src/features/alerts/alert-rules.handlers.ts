import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentAlertRule } from "./alert-rules.present.js";
import { createRule, deleteRule, findRules, getRule, updateRule } from "./alert-rules.service.js";

type AlertRuleOperation = "listAlertRules" | "createAlertRule" | "getAlertRule" | "updateAlertRule" | "deleteAlertRule";

export const alertRuleHandlers: Pick<Handlers, AlertRuleOperation> = {
  listAlertRules: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => findRules(tx, query)), presentAlertRule),
  }),

  createAlertRule: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const rule = presentAlertRule(await createRule(tx, body));
      return { status: 201, body: rule, headers: { Location: `/api/alert-rules/${rule.id}` } };
    }),

  getAlertRule: async ({ path }, scope) => ({
    status: 200,
    body: presentAlertRule(await scope.withTenant((tx) => getRule(tx, path.id))),
  }),

  updateAlertRule: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentAlertRule(await updateRule(tx, path.id, body, ifMatch)) })),

  deleteAlertRule: ({ path, ifMatch }, scope) =>
    scope.withTenant(async (tx) => {
      await deleteRule(tx, path.id, ifMatch);
      return { status: 204, body: undefined };
    }),
};
