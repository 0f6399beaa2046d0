import type { Resource } from "../../../packages/server/src/features/fhir/model.js";
import { probeOf, secret, type Making } from "./probes.js";
import type { Random } from "./random.js";
import type { Parameter } from "./values.js";
import type { World } from "./world.js";

/** One `name=value` of a query, and when it holds of a resource. What `isSeen` leaves out no chain leads to or comes from. */
export type Clause = { name: string; value: string; holds(resource: Resource, isSeen: (other: Resource) => boolean): boolean };

const HASHED = new Set(["phone", "telecom"]);

export const clausesOf = (random: Random, world: World) => {
  const making = (type: string, parameter: Parameter): Making => ({ random, pool: world.pool(type, parameter), base: world.base, now: world.now });

  const missing = ({ code }: Parameter): Clause => {
    const asked = random.chance(0.5);
    return { name: `${code}:missing`, value: String(asked), holds: (resource) => (world.values(resource, world.parameter(resource.resourceType, code)!).length === 0) === asked };
  };

  const plain = (type: string): Clause | undefined => {
    const parameter = random.pick(world.parameters(type));
    const { code } = parameter;
    if (code === "_id") return byId();
    if (random.chance(0.08)) return missing(parameter);
    const probe = HASHED.has(code) ? secret(making(type, parameter)) : probeOf(making(type, parameter), parameter);
    return probe && { name: probe.modifier === undefined ? code : `${code}:${probe.modifier}`, value: probe.text, holds: (resource) => probe.matches(world.values(resource, parameter)) };
  };

  const byId = (): Clause => {
    const ids = random.some(["x0", "x1", "x2", "x3", "x4", "nobody"], 3);
    return { name: "_id", value: ids.join(","), holds: ({ id }) => ids.includes(id!) };
  };

  const referencesOf = (type: string): Parameter[] => world.parameters(type).filter((parameter) => parameter.type === "reference" && parameter.target?.some((target) => world.types.includes(target)));

  const chained = (type: string, depth: number): Clause | undefined => {
    const parameter = random.pick(referencesOf(type));
    const targets = (parameter?.target ?? []).filter((target) => world.types.includes(target));
    if (!parameter || !targets.length) return undefined;
    const target = random.pick(targets);
    const inner = clause(target, depth - 1);
    // Where only one type is meant the name may leave it out.
    const bare = parameter.target!.length === 1 && random.chance(0.5);
    return inner && {
      name: `${parameter.code}${bare ? "" : `:${target}`}.${inner.name}`, value: inner.value,
      holds: (resource, isSeen) => world.follow(resource, parameter).some((other) => other.resourceType === target && isSeen(other) && inner.holds(other, isSeen)),
    };
  };

  const having = (type: string, depth: number): Clause | undefined => {
    const from = random.pick(world.types);
    const pointing = referencesOf(from).filter(({ target }) => target?.includes(type));
    if (!pointing.length) return undefined;
    const parameter = random.pick(pointing);
    const inner = clause(from, depth - 1);
    return inner && {
      name: `_has:${from}:${parameter.code}:${inner.name}`, value: inner.value,
      holds: (resource, isSeen) => world.ofType(from).some((other) => isSeen(other) && world.follow(other, parameter).includes(resource) && inner.holds(other, isSeen)),
    };
  };

  const clause = (type: string, depth: number): Clause | undefined => {
    const way = random.below(10);
    if (depth > 0 && way === 0) return having(type, depth);
    if (depth > 0 && way <= 2) return chained(type, depth);
    return plain(type);
  };

  return {
    some(type: string): Clause[] {
      const found: Clause[] = [];
      const wanted = random.pick([1, 1, 2, 2, 3]);
      while (found.length < wanted) found.push(...[clause(type, 2)].filter((each) => each !== undefined));
      return found;
    },
  };
};
