import { answers, lists } from "./runs.js";

export const list = lists<"listClaims">("billing claims list", ({ billing }, query, { call }) => billing.claims.list(query, call));
export const get = answers("billing claims get", ({ billing }, { ids: [id], call }) => billing.claims.get(id, call));
