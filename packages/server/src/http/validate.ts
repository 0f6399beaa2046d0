import type { Operation, QueryParameter } from "@vitaledge/contract";
import { validators, type OperationValidators, type ValidationError } from "@vitaledge/contract/validators";
import { fail, type FieldError } from "./problem.js";

export const validatorsOf = (operation: Operation): OperationValidators => validators[operation.id as keyof typeof validators];

/** Query strings are decoded by the parameter's own kind: `" 5 "` and `1e3` are no integers. */
export const decodeQuery = (text: string, parameters: readonly QueryParameter[]): Record<string, unknown> => {
  const decoded: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (Object.hasOwn(decoded, name)) return refuseField(`/query/${name}`, "repeated", "is given more than once");
    Object.defineProperty(decoded, name, { value: decodeValue(value, parameter?.kind ?? "string"), enumerable: true });
  }
  return decoded;
};

const decodeValue = (value: string, kind: QueryParameter["kind"]): unknown => {
  if (kind === "strings") return value.split(",");
  if (kind === "integer" && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (kind === "number" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  if (kind === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
};

const refuseField = (pointer: string, code: string, message: string): never =>
  fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors: [{ pointer, code, message }] });

const pointerOf = (base: string, error: ValidationError): string => {
  const name = error.params.missingProperty ?? error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const inner = typeof name === "string" ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 200)}` : "";
  return `${base}${error.instancePath}${inner}`;
};

const fieldError = (base: string, error: ValidationError): FieldError => ({
  pointer: pointerOf(base, error),
  code: error.keyword,
  message: error.message ?? "is not valid",
});

// Of a choice that fits nowhere, each branch complains; the branches say more than "must match one".
const COMPOUND = new Set(["oneOf", "anyOf", "allOf", "if"]);

const fieldErrors = (base: string, errors: readonly ValidationError[]): FieldError[] => {
  const plain = errors.filter((error) => !COMPOUND.has(error.keyword));
  return (plain.length ? plain : errors).slice(0, 50).map((error) => fieldError(base, error));
};

type Validate = ((value: unknown) => boolean) & { errors?: ValidationError[] | null };

export const expectValid = (validate: Validate | null | undefined, value: unknown, base: string, operation?: Pick<Operation, "readOnly">): void => {
  if (!validate || validate(value)) return;
  const errors = fieldErrors(base, validate.errors ?? []);
  const readOnly = errors.filter((error) => operation?.readOnly.includes(error.pointer.slice(1)) && isUnknown(error));
  if (readOnly.length) {
    fail("read_only_property", {
      detail: "The server alone sets these properties. Leave them out.",
      errors: readOnly.map((error) => ({ ...error, code: "read_only", message: "is set by the server" })),
    });
  }
  fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors });
};

const isUnknown = (error: FieldError): boolean => /^(additional|unevaluated)Properties$/.test(error.code);

const MOST_DEPTH = 32;

/** Refuses what PostgreSQL cannot store, and nesting that no resource has; walks without recursion past the limit. */
export const expectStorable = (value: unknown, pointer: string, depth = 0): void => {
  if (typeof value === "string") return expectStorableText(value, pointer);
  if (typeof value !== "object" || value === null) return;
  if (depth >= MOST_DEPTH) fail("payload_too_large", { detail: `The body is nested deeper than ${MOST_DEPTH} levels.` });
  for (const [name, inner] of Object.entries(value)) {
    const place = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 200)}`;
    expectStorableText(name, pointer);
    if (name === "__proto__") refuseField(pointer, "propertyNames", "has a name that is not allowed");
    expectStorable(inner, place, depth + 1);
  }
};

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const expectStorableText = (text: string, pointer: string): void => {
  if (text.includes("\0")) refuseField(pointer, "character", "holds the character U+0000, which cannot be stored");
  if (LONE_SURROGATE.test(text)) refuseField(pointer, "character", "holds half of a surrogate pair");
};
