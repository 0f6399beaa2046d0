import { answers, lists, sends } from "./runs.js";

export const list = lists<"listPractitioners">("practitioners list", ({ practitioners }, query, { call }) => practitioners.list(query, call));
export const get = answers("practitioners get", ({ practitioners }, { ids: [id], call }) => practitioners.get(id, call));
export const create = sends("practitioners create", "createPractitioner", 0, ({ practitioners }, body, { call }) => practitioners.create(body, call));
export const update = sends("practitioners update", "updatePractitioner", 1, ({ practitioners }, body, { ids: [id], call }) => practitioners.update(id, body, call));
