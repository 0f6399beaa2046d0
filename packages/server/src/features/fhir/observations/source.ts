import { inOrder } from "../../../db/connection.js";
import type { WritableSource } from "../model.js";
import { changes } from "./changes.js";
import { createMany } from "./create.js";
import { rulesAround } from "./ranges.js";
import { selectStale } from "./stale.sql.js";
import { isReading } from "./parts.js";
import { adopt, remove, update } from "./update.js";
import { groupsOf, historyOf, newestOf } from "./versions.js";

/** Observations that are readings of the platform. */
export const readingSource: WritableSource = {
  type: "Observation",
  takes: isReading,
  load: async (tx, ids, known) => {
    const [groups, rules] = await inOrder(groupsOf(tx, ids, known), known && rulesAround(tx, known));
    return newestOf(tx, groups, rules);
  },
  history: historyOf,
  changes,
  stale: selectStale,
  create: async (tx, resource, id) => (await createMany(tx, [resource], [id], (_index, work) => work()))[0]!,
  createMany,
  adopt,
  update,
  remove,
};
