import { fileURLToPath } from "node:url";
import { median, rounded, runNode } from "./processes.js";
import { withProject } from "./sizes.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const ROUNDS = 5;

const SETTINGS = {
  compilerOptions: { target: "es2022", module: "esnext", moduleResolution: "bundler", strict: true, noEmit: true, skipLibCheck: true, types: [] as string[], lib: ["es2022", "dom"] },
};
const FILES = {
  "empty.ts": "export {};\n",
  "call.ts": 'import { VitalEdge } from "@vitaledge/sdk";\nconst ve = new VitalEdge({ baseUrl: "https://api.example.org" });\nexport const name = async (id: string): Promise<string | null> => (await ve.patients.get(id)).lastName;\n',
};

export type TypeFigures = { overEmptySeconds: number; instantiations: number };

const readFigure = (printed: string, name: string): number => Number(new RegExp(`${name}:\\s+([\\d.]+)`).exec(printed)?.[1] ?? Number.NaN);

/** What one call of the SDK costs the compiler, over a program that is empty. */
export const measureTypes = (): Promise<TypeFigures> =>
  withProject({ ...FILES, ...configs() }, async (folder) => {
    const figures = { empty: [] as number[], call: [] as number[] };
    let instantiations = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ["empty", "call"] as const) {
        const { stdout } = runNode([TSC, "-p", `${name}.json`, "--extendedDiagnostics"], folder);
        figures[name].push(readFigure(stdout, "Total time"));
        if (name === "call") instantiations = readFigure(stdout, "Instantiations");
      }
    }
    return { overEmptySeconds: rounded(median(figures.call) - median(figures.empty)), instantiations };
  });

const configs = (): Record<string, string> =>
  Object.fromEntries(["empty", "call"].map((name) => [`${name}.json`, JSON.stringify({ ...SETTINGS, files: [`${name}.ts`] })]));
