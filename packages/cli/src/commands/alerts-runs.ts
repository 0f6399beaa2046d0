import { answers, lists } from "./runs.js";

export const list = lists<"listAlerts">("alerts list", ({ alerts }, query, { call }) => alerts.list(query, call));
export const get = answers("alerts get", ({ alerts }, { ids: [id], call }) => alerts.get(id, call));
export const triage = lists<"listTriage">("alerts triage", ({ alerts }, query, { call }) => alerts.triage(query, call));
