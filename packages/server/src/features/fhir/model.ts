import type { TenantTx } from "../../db/with-tenant.js";

/** A FHIR resource. Decimals whose text a number would lose (`1.00`, `1E-22`) are `LosslessNumber`s of lossless-json. */
export type Resource = { resourceType: string; id?: string; meta?: Meta; [element: string]: unknown };
export type Meta = {
  versionId?: string;
  lastUpdated?: string;
  source?: string;
  profile?: string[];
  tag?: Coding[];
  security?: Coding[];
  [element: string]: unknown;
};
export type Coding = { system?: string; code?: string; display?: string; [element: string]: unknown };

/** One version of a resource. */
export type Version = {
  type: string;
  /** The FHIR id. */
  id: string;
  /** The platform's id of the row it is made of; null where the resource is kept as sent. */
  rowId: string | null;
  version: number;
  lastUpdated: Date;
  /** Whole, with `id` and `meta`; undefined where this version is a deletion. */
  resource: Resource | undefined;
  /** The platform's ids of the patients it tells of: for the audit, and for the compartment. */
  patientIds: readonly string[];
};

export type Written = { kind: "created" | "updated" | "unchanged"; version: Version };

/** What history asks for: versions of `since` and later, older than `before`, newest first. */
export type HistoryAsk = { since?: Date | undefined; before?: { at: Date; id: string } | undefined; limit: number };

/** `sent`: whether FHIR has written any of the type's rows. */
export type StaleAsk = { since: Date | null; sent: boolean; limit: number };

/**
 * What the asker knows of all readings that it asks for: no other months are looked through than those in which they were measured,
 * and the rules of their patients and metrics are read along with them.
 */
export type Known = { from: Date; to: Date; patientIds: readonly string[]; metricIds: readonly string[] };

/** Where resources of one type come from. All within the caller's transaction. */
export type Source = {
  type: string;
  /** Newest versions, in any order. Ids nobody has are left out; of deleted ones comes the deletion. */
  load(tx: TenantTx, ids: readonly string[], known?: Known): Promise<Version[]>;
  /** Every version of one resource, newest first; empty where nobody has the id. */
  history(tx: TenantTx, id: string): Promise<Version[]>;
  /** Versions of all resources of the type, newest first. */
  changes(tx: TenantTx, ask: HistoryAsk): Promise<Version[]>;
  /**
   * FHIR ids of resources whose version in `fhir_index` is not their newest (or that are not there), of rows updated since, at
   * most `limit`. Sources whose resources are indexed as they are written have none.
   */
  stale?(tx: TenantTx, ask: StaleAsk): Promise<string[]>;
};

export type At = <T>(index: number, work: () => Promise<T>) => Promise<T>;

/** A source that can be written to. What it refuses is thrown as a problem. */
export type WritableSource = Source & {
  /** Whether a resource of this content is this source's; where no other takes it, the type's kept store does. */
  takes(resource: Resource): boolean;
  /** `id` is given by a PUT of an id that nobody has. */
  create(tx: TenantTx, resource: Resource, id: string | undefined): Promise<Written>;
  /**
   * Many at once, in as few statements as may be. `ids` where they are settled already; `at` names the resource in what its own
   * work complains of. Where it is missing they are created one by one.
   */
  createMany?(tx: TenantTx, resources: readonly Resource[], ids: readonly (string | undefined)[], at: At): Promise<Written[]>;
  /** Makes rows of what was kept as sent, under its id and as its next version. Where it is missing, what was kept stays so. */
  adopt?(tx: TenantTx, resource: Resource, current: Version): Promise<Written>;
  /** `current` is the newest version, locked; its deletion where the id comes back. */
  update(tx: TenantTx, resource: Resource, current: Version): Promise<Written>;
  remove(tx: TenantTx, current: Version): Promise<Version>;
};
