import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("program.ts", import.meta.url));
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What a compiler has against a program of a user's, whose own settings do not look into packages. */
function complaints(text: string, { installed }: { installed: boolean }): string[] {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    strict: true, skipLibCheck: true, noEmit: true, types: ["node"], customConditions: ["vitaledge-source"],
  };
  const host = ts.createCompilerHost(options);
  const own = ts.createSourceFile(PROGRAM, text, ts.ScriptTarget.ES2022, true);
  host.getSourceFile = (name) => {
    if (name === PROGRAM) return own;
    if (!parsed.has(name)) parsed.set(name, ts.sys.fileExists(name) ? ts.createSourceFile(name, readFileSync(name, "utf8"), { languageVersion: ts.ScriptTarget.ES2022, impliedNodeFormat: ts.ModuleKind.ESNext }) : undefined);
    return parsed.get(name);
  };
  host.resolveModuleNameLiterals = (literals, file, redirected, given) =>
    literals.map(({ text: name }) => (!installed && name.startsWith("fhir/") ? { resolvedModule: undefined } : ts.resolveModuleName(name, file, given, host, undefined, redirected, ts.ModuleKind.ESNext)));
  const program = ts.createProgram([PROGRAM], options, host);
  return program.getSemanticDiagnostics(own).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

const SETUP = `
import { bearer, createClient, VitalEdge } from "../index.js";
import { fhir, fhirOf } from "./index.js";
const options = { baseUrl: "https://api.example.org", auth: bearer(() => "") };
`;
const USE = `${SETUP}
const api = fhirOf(new VitalEdge(options));
const small = createClient(options, { fhir });
`;

it("a resource is of its type, and no other element compiles", () => {
  const text = `${USE}
    const birth: string | undefined = (await api.read("Patient", "a")).birthDate;
    for await (const { resource, resolve } of small.fhir.search("Observation")) [resource.valueQuantity?.value?.toFixed(), resolve(resource.subject, "Patient")?.name];
    await api.create({ resourceType: "Patient", birthDat: birth });
    (await api.read("Patient", "a")).valueQuantity;
    await api.read("Patent", "a");`;
  expect(complaints(text, { installed: true })).toEqual([
    expect.stringContaining("'birthDat' does not exist in type"), expect.stringContaining("'valueQuantity' does not exist on type 'Stored<Patient>'"), expect.stringContaining(`'"Patent"' is not assignable`),
  ]);
});

it("nothing compiles where the types of FHIR are missing, and what is to be done is said", () => {
  const words = expect.stringContaining("The types of FHIR are missing: npm install --save-dev @types/fhir");
  expect(complaints(USE, { installed: false })).toEqual([words, words]);
});
