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

  createAlertRule: async ({ body }, scope) => {
    const rule = presentAlertRule(await scope.withTenant((tx) => createRule(tx, body)));
    return { status: 201, body: rule, headers: { Location: `/api/alert-rules/${rule.id}` } };
  },

  getAlertRule: async ({ path }, scope) => ({
    status: 200,
    body: presentAlertRule(await scope.withTenant((tx) => getRule(tx, path.id))),
  }),

  updateAlertRule: async ({ path, body, ifMatch }, scope) => ({
    status: 200,
    body: presentAlertRule(await scope.withTenant((tx) => updateRule(tx, path.id, body, ifMatch))),
  }),

  deleteAlertRule: async ({ path, ifMatch }, scope) => {
    await scope.withTenant((tx) => deleteRule(tx, path.id, ifMatch));
    return { status: 204, body: undefined };
  },
};
