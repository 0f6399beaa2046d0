import { answers, lists, sends } from "./runs.js";

export const list = lists<"listDevices">("devices list", ({ devices }, query, { call }) => devices.list(query, call));
export const get = answers("devices get", ({ devices }, { ids: [id], call }) => devices.get(id, call));
export const create = sends("devices create", "createDevice", 0, ({ devices }, body, { call }) => devices.create(body, call));
export const update = sends("devices update", "updateDevice", 1, ({ devices }, body, { ids: [id], call }) => devices.update(id, body, call));
export const assign = answers<{ from?: string }>("devices assign", ({ devices }, { ids: [id, patientId = ""], call }, { from }) =>
  devices.assign(id, { patientId, ...(from !== undefined && { from }) }, call));
export const unassign = answers<{ at?: string }>("devices unassign", ({ devices }, { ids: [id], call }, { at }) =>
  devices.unassign(id, at === undefined ? {} : { at }, call));
