import type { WritableSource } from "../model.js";
import { changes } from "./changes.js";
import { createMany } from "./create.js";
import { selectStale } from "./stale.sql.js";
import { isReading } from "./parts.js";
import { adopt, remove, update } from "./update.js";
import { groupsOf, historyOf, newestOf } from "./versions.js";

/** Observations that are readings of the platform. */
export const readingSource: WritableSource = {
  type: "Observation",
  takes: isReading,
  load: async (tx, ids, within) => newestOf(tx, await groupsOf(tx, ids, within)),
  history: historyOf,
  changes,
  stale: selectStale,
  create: async (tx, resource, id) => (await createMany(tx, [resource], [id], (_index, work) => work()))[0]!,
  createMany,
  adopt,
  update,
  remove,
};
