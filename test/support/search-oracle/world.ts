import type { Resource } from "../../../packages/server/src/features/fhir/model.js";
import { pointedOf } from "./parts.js";
import { parametersOf, valuesOf, type Parameter } from "./values.js";

/** All resources as they were read back, and what the parameters read from them. */
export type World = {
  types: readonly string[];
  base: string;
  now: number;
  ofType(type: string): readonly Resource[];
  values(resource: Resource, parameter: Parameter): readonly unknown[];
  /** The values of all resources of the type. */
  pool(type: string, parameter: Parameter): readonly unknown[];
  parameter(type: string, code: string): Parameter | undefined;
  parameters(type: string): readonly Parameter[];
  /** Resources that a reference of this one leads to. */
  follow(resource: Resource, parameter: Parameter): Resource[];
};

export const worldOf = (resources: readonly Resource[], base: string, now: number): World => {
  const byType = new Map<string, Resource[]>();
  for (const resource of resources) byType.set(resource.resourceType, [...(byType.get(resource.resourceType) ?? []), resource]);
  const byName = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const known = new Map<Resource, Map<string, readonly unknown[]>>();
  const parameters = new Map([...byType.keys()].map((type) => [type, parametersOf(type)]));
  const values = (resource: Resource, parameter: Parameter): readonly unknown[] => {
    const own = known.get(resource) ?? new Map<string, readonly unknown[]>();
    known.set(resource, own);
    const found = own.get(parameter.url) ?? valuesOf(resource, parameter);
    own.set(parameter.url, found);
    return found;
  };
  const ofType = (type: string): readonly Resource[] => byType.get(type) ?? [];
  return {
    types: [...byType.keys()], base, now, ofType, values,
    pool: (type, parameter) => ofType(type).flatMap((resource) => values(resource, parameter)),
    parameter: (type, code) => parameters.get(type)?.find((each) => each.code === code),
    parameters: (type) => parameters.get(type) ?? [],
    follow: (resource, parameter) =>
      values(resource, parameter).flatMap(pointedOf).flatMap((pointed) => ("id" in pointed ? byName.get(`${pointed.type}/${pointed.id}`) ?? [] : [])),
  };
};
