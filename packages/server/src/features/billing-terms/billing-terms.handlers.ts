import type { Handlers } from "../../http/contract.js";
import type { Scope } from "../../http/scope.js";
import { presentCharges, presentFees, presentSettings } from "./billing-terms.present.js";
import { writePrices, type Price } from "./price-file.js";
import { readPrices, replacePrices } from "./prices.service.js";
import { readSettings, replaceSettings } from "./settings.service.js";

type TermsOperation =
  | "getBillingSettings" | "replaceBillingSettings" | "listCharges" | "replaceCharges" | "listFees" | "replaceFees";

/** A list as JSON, or as a file where the caller likes that better. */
const answerList = <List extends { data: readonly Price[]; version: number }>(scope: Scope, list: List) =>
  scope.accepts("application/json", "text/csv") === "text/csv"
    ? { status: 200 as const, body: writePrices(list.data), headers: { "Content-Type": "text/csv; charset=utf-8", ETag: `"${list.version}"` } }
    : { status: 200 as const, body: list };

export const billingTermsHandlers: Pick<Handlers, TermsOperation> = {
  getBillingSettings: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentSettings(await readSettings(tx, query.month)) })),

  replaceBillingSettings: ({ body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentSettings(await replaceSettings(tx, body, ifMatch)) })),

  listCharges: (_input, scope) => scope.withTenant(async (tx) => answerList(scope, presentCharges(await readPrices(tx, "charges")))),

  replaceCharges: ({ body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentCharges(await replacePrices(tx, "charges", body, ifMatch)) })),

  listFees: (_input, scope) => scope.withTenant(async (tx) => answerList(scope, presentFees(await readPrices(tx, "fees")))),

  replaceFees: ({ body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentFees(await replacePrices(tx, "fees", body, ifMatch)) })),
};
