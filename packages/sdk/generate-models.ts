import { readFileSync } from "node:fs";
import ts from "typescript";

const SCHEMA = new URL("../contract/generated/schema.d.ts", import.meta.url);
const source = ts.createSourceFile("schema.d.ts", readFileSync(SCHEMA, "utf8"), ts.ScriptTarget.Latest, true);
const printer = ts.createPrinter({ removeComments: true });

type Member = { name: string; type: ts.TypeNode; node: ts.TypeElement };
const KEYWORDS = new Set([ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword]);
const SUCCESS = ["200", "201", "202", "204"];

function membersOf(members: readonly ts.TypeElement[]): Member[] {
  return members.filter(ts.isPropertySignature).flatMap((node) => {
    const name = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) || ts.isNumericLiteral(node.name) ? node.name.text : undefined;
    return name === undefined || node.type === undefined ? [] : [{ name, type: node.type, node }];
  });
}

function topLevel(name: string): Member[] {
  const found = source.statements.find((each): each is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(each) && each.name.text === name);
  if (found === undefined) throw new Error(`The schema has no ${name}.`);
  return membersOf(found.members);
}

/** The member at the end of these names, or undefined. */
function find(members: readonly Member[], ...names: string[]): Member | undefined {
  const [name, ...rest] = names;
  const found = members.find((member) => member.name === name);
  if (found === undefined || rest.length === 0) return found;
  return find(literalMembers(found.type), ...rest);
}

/** Of a literal, or of the component that is referred to. */
function literalMembers(type: ts.TypeNode): Member[] {
  if (ts.isTypeLiteralNode(type)) return membersOf([...type.members]);
  const target = referred(type);
  return target === undefined ? [] : literalMembers(target.type);
}

const components = topLevel("components");
const operations = topLevel("operations");
const schemas = find(components, "schemas");
if (schemas === undefined) throw new Error("The schema has no components.");
const SCHEMAS = literalMembers(schemas.type);

/** `components["schemas"]["Patient"]` and the like. */
function readReference(type: ts.Node): [part: string, name: string] | undefined {
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isIndexedAccessTypeNode(type.objectType)) return undefined;
  const [part, name] = [type.objectType.indexType, type.indexType].map((index) =>
    ts.isLiteralTypeNode(index) && ts.isStringLiteral(index.literal) ? index.literal.text : "");
  return part && name ? [part, name] : undefined;
}

function referred(type: ts.TypeNode): Member | undefined {
  const reference = readReference(type);
  return reference && find(components, ...reference);
}

/** The type with components by their own names; a bounded string or number is no name worth knowing. */
function render(type: ts.TypeNode, depth = 0): string {
  const reference = readReference(type);
  if (reference !== undefined) {
    const target = referred(type);
    if (target === undefined) throw new Error(`There is no ${reference.join(".")}.`);
    return reference[0] === "schemas" && isNamed(target.type) ? reference[1] : render(target.type, depth);
  }
  if (ts.isTypeLiteralNode(type)) return renderLiteral(type, depth);
  if (ts.isArrayTypeNode(type)) {
    const element = render(type.elementType, depth);
    return /^[\w.]+$|^\{[^]*\}$/.test(element) ? `${element}[]` : `(${element})[]`;
  }
  if (ts.isUnionTypeNode(type)) return type.types.map((each) => render(each, depth)).join(" | ");
  if (ts.isIntersectionTypeNode(type)) return type.types.map((each) => wrap(render(each, depth))).join(" & ");
  if (ts.isParenthesizedTypeNode(type)) return `(${render(type.type, depth)})`;
  if (ts.isTypeReferenceNode(type) && type.typeArguments !== undefined) {
    return `${type.typeName.getText()}<${type.typeArguments.map((each) => render(each, depth)).join(", ")}>`;
  }
  return printer.printNode(ts.EmitHint.Unspecified, type, source);
}

function wrap(text: string): string {
  return text.includes(" | ") ? `(${text})` : text;
}

function isNamed(type: ts.TypeNode): boolean {
  return !KEYWORDS.has(type.kind);
}

function renderLiteral(type: ts.TypeLiteralNode, depth: number): string {
  const indent = "  ".repeat(depth + 1);
  const lines = type.members.map((member) => {
    if (ts.isIndexSignatureDeclaration(member)) return `${indent}[name: string]: ${render(member.type, depth + 1)};`;
    if (!ts.isPropertySignature(member) || member.type === undefined) throw new Error(`It is not known how to write ${member.getText()}.`);
    return `${renderDoc(member, indent)}${indent}${member.name.getText()}${member.questionToken ? "?" : ""}: ${render(member.type, depth + 1)};`;
  });
  return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

/** What the contract says of it, without its examples. */
function renderDoc(node: ts.Node, indent: string): string {
  const tags = ts.getJSDocTags(node);
  const text = tags.filter((tag) => tag.tagName.text === "description").map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? "").join(" ");
  return text === "" ? "" : doc(text, indent);
}

export function doc(text: string, indent: string): string {
  const [first = "", ...rest] = text.trim().split(/\n\s*/);
  if (rest.length === 0) return `${indent}/** ${first} */\n`;
  return `${indent}/**\n${[first, ...rest].map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function renderModel({ name, type, node }: Member): string {
  const text = render(type);
  // No interface: a type can be passed on as a record of anything.
  return `${renderDoc(node, "")}export type ${name} = ${text};`;
}

/** The types of one operation, by name. */
export type OperationTypes = { query: string; isQueryNeeded: boolean; body: string; answer: string; item: string; isList: boolean; queryModel: string };

function contentOf(member: Member | undefined): Member[] {
  const content = member && find(literalMembers(member.type), "content");
  return content === undefined ? [] : literalMembers(content.type);
}

export function describeOperation(id: string): OperationTypes {
  const operation = find(operations, id);
  if (operation === undefined) throw new Error(`There is no ${id}.`);
  const parts = literalMembers(operation.type);
  const query = find(parts, "parameters", "query");
  const hasQuery = query !== undefined && ts.isTypeLiteralNode(query.type);
  const name = `${id[0]?.toUpperCase()}${id.slice(1)}Query`;
  const [body] = contentOf(find(parts, "requestBody")).toSorted((a, b) => Number(b.name === "application/json") - Number(a.name === "application/json"));
  const answers = SUCCESS.flatMap((status) => {
    const response = find(parts, "responses", status);
    if (response === undefined) return [];
    const content = contentOf(response);
    const chosen = content.filter((each) => each.name === "application/json");
    const types = (chosen.length > 0 ? chosen : content).map(({ type }) => type);
    return types.length === 0 ? ["undefined"] : types.map((type) => render(type));
  });
  const json = contentOf(find(parts, "responses", "200"));
  const list = find(json, "application/json", "data");
  return {
    query: hasQuery ? name : "never",
    isQueryNeeded: hasQuery && !(query.node as ts.PropertySignature).questionToken,
    queryModel: hasQuery ? `/** What ${id} can be asked for. */\nexport type ${name} = ${render(query.type)};` : "",
    body: body === undefined ? "never" : render(body.type),
    answer: [...new Set(answers)].join(" | "),
    isList: find(json, "application/json", "nextCursor") !== undefined,
    item: list !== undefined && ts.isArrayTypeNode(list.type) ? render(list.type.elementType) : "never",
  };
}

/** All that other generated files can import. */
export function modelNames(): string[] {
  const named = SCHEMAS.filter(({ type }) => isNamed(type)).map(({ name }) => name);
  return [...named, ...operations.map(({ name }) => describeOperation(name).query).filter((name) => name !== "never")].toSorted();
}

export function renderModels(): string {
  const ids = operations.map(({ name }) => name);
  const described = ids.map((id) => ({ id, ...describeOperation(id) }));
  const rows = described.map(({ id, query, body, answer, item }) => `  ${id}: { query: ${query}; body: ${body}; answer: ${answer}; item: ${item} };`);
  return `// Generated from the contract by packages/sdk/generate.ts; do not edit.

${SCHEMAS.filter(({ type }) => isNamed(type)).map(renderModel).join("\n\n")}

${described.map(({ queryModel }) => queryModel).filter(Boolean).join("\n\n")}

/** What each operation takes and answers. */
export interface Operations {
${rows.join("\n")}
}
`;
}
