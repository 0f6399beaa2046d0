import { definitions } from "../../../packages/server/src/features/fhir/definitions.js";
import type { Resource } from "../../../packages/server/src/features/fhir/model.js";
import { clausesOf } from "./clauses.js";
import { plain, spanOfValue } from "./compare.js";
import { amountsOf, pointedOf, stringsOf, tokensOf } from "./parts.js";
import type { Random } from "./random.js";
import { IDS } from "./resources.js";
import type { Parameter } from "./values.js";
import type { World } from "./world.js";

/** A search, and the ids that it has to answer; in this order, where it sorts. */
export type Query = { path: string; parameters: [string, string][]; sorted: boolean; expected: string[] };

type Key = string | number;

const keysOf = ({ type, code }: Parameter, values: readonly unknown[]): Key[] => {
  switch (type) {
    case "date": return values.map((value) => spanOfValue(value).low);
    case "string": return values.flatMap(stringsOf).map(plain);
    case "quantity": case "number": return values.flatMap(amountsOf).map(({ low }) => low);
    case "reference": return values.flatMap(pointedOf).map((pointed) => ("id" in pointed ? `${pointed.type}/${pointed.id}` : pointed.url));
    case "uri": return values.map(String);
    case "token": return code === "_id" ? values.map(String) : values.flatMap(tokensOf).flatMap(({ code: found }) => found ?? []);
    default: return [];
  }
};

/** As PostgreSQL's collation "C" has it: by code points. */
const before = (one: Key, other: Key): number =>
  typeof one === "number" ? one - Number(other) : Buffer.compare(Buffer.from(one), Buffer.from(String(other)));

const SORTABLE = new Set(["date", "string", "quantity", "token", "reference", "uri"]);
/** The order of what lies hashed is nobody's to know. */
const HASHED = new Set(["phone", "telecom"]);

type Sort = { parameter: Parameter; descending: boolean };

const compareBy = (world: World, sorts: readonly Sort[]) => {
  const keyOf = (resource: Resource, { parameter, descending }: Sort): Key | undefined =>
    keysOf(parameter, world.values(resource, parameter)).toSorted((one, other) => (descending ? before(other, one) : before(one, other)))[0];
  return (one: Resource, other: Resource): number => {
    for (const sort of sorts) {
      const [left, right] = [keyOf(one, sort), keyOf(other, sort)];
      if (left === undefined && right === undefined) continue;
      if (left === undefined) return 1;
      if (right === undefined) return -1;
      const order = before(left, right) * (sort.descending ? -1 : 1);
      if (order !== 0) return order;
    }
    return before(one.id!, other.id!);
  };
};

/** A patient's compartment holds for chains as well; types that no compartment knows are free. */
const inCompartment = (world: World, patient: string) => (resource: Resource): boolean => {
  const { resourceType: type, id } = resource;
  const codes = definitions().compartment.find((each) => each.type === type)?.parameters;
  if (!codes || (type === "Patient" && id === patient)) return true;
  return codes.flatMap((code) => world.parameter(type, code) ?? []).some((parameter) =>
    world.values(resource, parameter).flatMap(pointedOf).some((pointed) => "id" in pointed && pointed.type === "Patient" && pointed.id === patient));
};

export const queriesOf = (random: Random, world: World) => {
  const clauses = clausesOf(random, world);
  const sortsOf = (type: string): Sort[] => {
    const sortable = world.parameters(type).filter(({ type: kind, code }) => SORTABLE.has(kind) && !HASHED.has(code));
    const chosen = new Set(random.some(sortable, 2));
    return [...chosen].map((parameter) => ({ parameter, descending: random.chance(0.5) }));
  };

  return (): Query => {
    const type = random.pick(world.types);
    const found = clauses.some(type);
    const patient = type !== "Patient" && type !== "Practitioner" && random.chance(0.1) ? random.pick(IDS) : undefined;
    const within = patient === undefined ? () => true : inCompartment(world, patient);
    const sorted = random.chance(0.4);
    const sorts = sorted ? sortsOf(type) : [];
    const matching = world.ofType(type).filter((resource) => within(resource) && found.every(({ holds }) => holds(resource, within)));
    const ordered = matching.toSorted(sorted ? compareBy(world, sorts) : (one, other) => before(one.id!, other.id!));
    return {
      path: patient === undefined ? type : `Patient/${patient}/${type}`, sorted, expected: ordered.map(({ id }) => id!),
      parameters: [
        ...found.map(({ name, value }): [string, string] => [name, value]),
        ...(sorted ? [["_sort", sorts.map(({ parameter, descending }) => `${descending ? "-" : ""}${parameter.code}`).join(",")], ["_count", String(random.pick([3, 7, 50]))]] as [string, string][] : [["_count", "1000"]] as [string, string][]),
      ],
    };
  };
};
