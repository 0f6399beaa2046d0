import type { TenantTx } from "../../db/with-tenant.js";
import { nationalFees } from "../billing/fees.js";
import { replaceTerms } from "./billing-terms.service.js";
import { selectTermsOf, type Price, type TermsRow } from "./billing-terms.sql.js";
import { expectDistinct, parsePrices } from "./price-file.js";

export type PriceList = "charges" | "fees";
/** A file in CSV, or its rows. */
export type GivenPrices = string | { data: readonly Price[] };

export const readPrices = (tx: TenantTx, list: PriceList): Promise<TermsRow<PriceList> | undefined> => selectTermsOf(tx, list);

/** What estimates are made with where the organization has given nothing. */
export const nationalPrices = (): Price[] =>
  [...nationalFees()].flatMap(([code, fees]) => fees.map(({ effectiveFrom, amountCents }) => ({ code, effectiveFrom, amountCents }))).sort(inOrder);

const inOrder = (a: Price, b: Price): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.effectiveFrom < b.effectiveFrom ? -1 : 1);

/** All or nothing. A charge has an amount; a fee may be not known. @throws ProblemError 422 `invalid_row` */
export const replacePrices = (tx: TenantTx, list: PriceList, given: GivenPrices, ifMatch: number | undefined): Promise<TermsRow<PriceList>> => {
  const prices = typeof given === "string" ? parsePrices(given, { needsAmount: list === "charges" }) : [...given.data];
  expectDistinct(prices);
  return replaceTerms(tx, list, ifMatch, () => prices.sort(inOrder));
};
