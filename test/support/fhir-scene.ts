import { SYSTEM, withTenant, type TenantTx } from "../../packages/server/src/db/with-tenant.js";
import type { Resource, Source, Version, WritableSource } from "../../packages/server/src/features/fhir/model.js";
import type { Actor } from "./actors.js";
import type { TestServer } from "./server.js";

/** FHIR's sources in transactions of one organization, beside its REST. */
export const fhirScene = (server: TestServer, owner: Actor) => {
  const inside = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(server.deps, owner.organizationId, SYSTEM, work);
  return {
    inside,
    read: async (source: Source, id: string): Promise<Version | undefined> => (await inside((tx) => source.load(tx, [id])))[0],
    post: (source: WritableSource, resource: Resource) => inside((tx) => source.create(tx, resource, undefined)),
    put: (source: WritableSource, resource: Resource & { id: string }) =>
      inside(async (tx) => {
        const [current] = await source.load(tx, [resource.id]);
        return current ? source.update(tx, resource, current) : source.create(tx, resource, resource.id);
      }),
    remove: (source: WritableSource, version: Version) => inside((tx) => source.remove(tx, version)),
    history: (source: Source, id: string) => inside((tx) => source.history(tx, id)),
  };
};
