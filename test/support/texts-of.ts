import type { Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };

type Node = { $ref?: string; type?: string | string[]; enum?: unknown[]; format?: string; maxLength?: number; pattern?: string; properties?: Record<string, Node>; items?: Node; allOf?: Node[]; oneOf?: Node[]; anyOf?: Node[]; propertyNames?: Node; additionalProperties?: Node | boolean };

const schemas = document.components.schemas as unknown as Record<string, Node>;
/** The properties of an operation's body that take a text. */
export const textsOf = (operation: Operation): string[] => {
  const { properties = {}, oneOf = [] } = schemas[operation.body?.schema ?? ""] ?? {};
  const all = { ...properties, ...Object.assign({}, ...oneOf.map(({ $ref }) => schemas[$ref?.split("/").at(-1) ?? ""]?.properties ?? {})) as Record<string, Node> };
  const isText = (node: Node | undefined): boolean => {
    if (!node) return false;
    if (node.$ref) return isText(schemas[node.$ref.split("/").at(-1)!]);
    return [node.type].flat().includes("string") || [...(node.allOf ?? []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])].some(isText);
  };
  return Object.entries(all).filter(([, node]) => isText(node)).map(([name]) => name);
};
