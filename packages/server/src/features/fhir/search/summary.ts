import { definitions } from "../definitions.js";
import type { Resource, Version } from "../model.js";
import type { Controls } from "./controls.js";

const SUBSETTED = { system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "SUBSETTED" };

type Element = { name: string; mandatory: boolean; summary: boolean };

const known = new Map<string, Element[]>();

/** The elements right below a resource, `value[x]` as `value`. */
const elementsOf = (type: string): Element[] => {
  let elements = known.get(type);
  if (!elements) {
    const structure = definitions().structures.find((one) => one.kind === "resource" && one.type === type);
    elements = (structure?.snapshot.element ?? [])
      .filter(({ path }) => path.split(".").length === 2)
      .map(({ path, min, isSummary }) => ({ name: path.split(".")[1]!, mandatory: (min ?? 0) > 0, summary: isSummary === true }));
    known.set(type, elements);
  }
  return elements;
};

/** Whether a property is the element, or one of its types: `valueQuantity` of `value[x]`, `_birthDate` of `birthDate`. */
const isOf = (property: string, element: string): boolean => {
  const name = property.replace(/^_/, "");
  if (!element.endsWith("[x]")) return name === element;
  const start = element.slice(0, -3);
  return name.startsWith(start) && /^[A-Z]/.test(name.slice(start.length));
};

const ALWAYS = ["resourceType", "id", "meta"];

const cut = (resource: Resource, wanted: (element: Element) => boolean): Resource => {
  const names = elementsOf(resource.resourceType).filter((element) => element.mandatory || wanted(element)).map(({ name }) => name);
  const kept = Object.entries(resource).filter(([property]) => ALWAYS.includes(property) || names.some((name) => isOf(property, name)));
  const { tag = [], ...meta } = resource.meta ?? {};
  return { ...Object.fromEntries(kept), resourceType: resource.resourceType, meta: { ...meta, tag: [...tag, SUBSETTED] } };
};

const plainName = (name: string): string => name.replace("[x]", "");

/** What `_summary` or `_elements` leave of a resource. */
export const subsetOf = (resource: Resource, { summary, elements }: Pick<Controls, "summary" | "elements">): Resource => {
  if (elements) return cut(resource, ({ name }) => elements.some((element) => plainName(element.replace(`${resource.resourceType}.`, "")) === plainName(name)));
  switch (summary) {
    case "true": return cut(resource, (element) => element.summary);
    case "text": return cut(resource, ({ name }) => name === "text");
    case "data": return cut(resource, ({ name }) => name !== "text");
    case "false": return resource;
  }
};

/** What `_summary` or `_elements` leave of a resource, marked as no whole one; what must be there is. */
export const summarized = (version: Version, controls: Pick<Controls, "summary" | "elements">): Version =>
  version.resource ? { ...version, resource: subsetOf(version.resource, controls) } : version;
