import { definitions } from "../definitions.js";
import type { Resource, Version } from "../model.js";
import type { Control } from "./control.js";

type Element = { path: string; min?: number; isSummary?: boolean };

const elementsOf = (type: string): Element[] => {
  const structure = definitions().structures.find((each) => each.kind === "resource" && each.type === type) as { snapshot?: { element: Element[] } } | undefined;
  return (structure?.snapshot?.element ?? []).filter(({ path }) => path.split(".").length === 2);
};

const nameIn = ({ path }: Element): string => path.split(".")[1]!;
const covers = (element: Element, name: string): boolean => {
  const own = nameIn(element);
  return own.endsWith("[x]") ? name.startsWith(own.slice(0, -3)) : own === name || `_${own}` === name;
};

const ALWAYS = new Set(["resourceType", "id", "meta"]);
const SUBSETTED = { system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "SUBSETTED" };

const keep = (resource: Resource, wanted: (name: string) => boolean): Resource => {
  const kept = Object.fromEntries(Object.entries(resource).filter(([name]) => ALWAYS.has(name) || wanted(name)));
  return { ...kept, resourceType: resource.resourceType, meta: { ...resource.meta, tag: [...(resource.meta?.tag ?? []), SUBSETTED] } };
};

const shaped = (resource: Resource, { summary, elements }: Control): Resource => {
  const known = elementsOf(resource.resourceType);
  const isMandatory = (name: string): boolean => known.some((element) => (element.min ?? 0) > 0 && covers(element, name));
  if (elements) {
    const names = elements.map((each) => each.replace(`${resource.resourceType}.`, ""));
    return keep(resource, (name) => isMandatory(name) || names.some((each) => name === each || name === `_${each}` || (name.startsWith(each) && known.some((element) => nameIn(element) === `${each}[x]`))));
  }
  if (summary === "true") return keep(resource, (name) => known.some((element) => element.isSummary === true && covers(element, name)));
  if (summary === "text") return keep(resource, (name) => name === "text" || isMandatory(name));
  return summary === "data" ? keep(resource, (name) => name !== "text") : resource;
};

/** `_summary` and `_elements`; what is left out is told of by the tag SUBSETTED. */
export const shape = (versions: readonly Version[], control: Control): Version[] =>
  control.elements === undefined && control.summary === "false"
    ? [...versions]
    : versions.map((version) => ({ ...version, resource: version.resource && shaped(version.resource, control) }));
