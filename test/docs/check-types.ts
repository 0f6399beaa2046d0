import ts from "typescript";
import { ROOT, type Fence } from "./read-snippets.js";

/** What the compiler says of the snippets, a line each; one program for all of them, on the sources of the packages. */
export const checkTypes = (fences: readonly Fence[]): string[] => {
  const base = ts.readConfigFile(`${ROOT}tsconfig.base.json`, (path) => ts.sys.readFile(path)).config as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...base.compilerOptions, composite: false, declaration: false, sourceMap: false, noEmit: true, noUnusedLocals: false, rootDir: "." }, ROOT,
  );
  const modules = new Map(fences.map((fence, at) => [`${ROOT}test/docs/snippet-${at}.ts`, fence]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const textOf = (path: string): string | undefined => {
    const fence = modules.get(path);
    return fence && `${declarationsFor(fence)}\n${fence.text}\nexport {};`;
  };
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = textOf(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2022, impliedNodeFormat: ts.ModuleKind.ESNext });
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([path, fence]) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const line = fence.line - 1 + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${fence.page}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  });
};

/** One line, so that the lines of what follows can be counted. */
const declarationsFor = ({ mark }: Fence): string =>
  mark?.kind === "snippet" ? mark.needs.map((name) => `declare const ${name}: import("./prepared-names.js").Prepared["${name}"];`).join(" ") : "";
