import type { Core } from "../core.js";
import { createMany } from "../create-many.js";
import type { BulkReport, CreateManyOptions, ObservationRow } from "../create-many.js";
import type { ObservationsMethods } from "../generated/methods.js";
import { OBSERVATIONS } from "../generated/tables.js";
import { createNamespace } from "../namespace.js";

/** Readings, one by one and many at once. */
export interface ObservationsApi extends Omit<ObservationsMethods, "createMany"> {
  /** Any number of readings, in chunks; a bad one is rejected alone. */
  createMany(rows: Iterable<ObservationRow> | AsyncIterable<ObservationRow>, options?: CreateManyOptions): Promise<BulkReport>;
}

/** Readings. */
export function observations(core: Core): ObservationsApi {
  const plain = createNamespace<ObservationsMethods>(core, OBSERVATIONS);
  return { ...plain, createMany: (rows, options) => createMany(plain.createMany, rows, options) };
}
