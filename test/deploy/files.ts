import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { OPERATIONS } from "../../packages/contract/generated/operations.js";
import { makeProgram } from "../../packages/server/src/program.js";
import { SETTINGS } from "../../packages/server/src/platform/config.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const readDeployed = (path: string): string => readFileSync(at(`deploy/${path}`), "utf8");

/** The documents of a file, with anchors resolved; throws on whatever YAML refuses or warns of. */
export const readYaml = (path: string): unknown[] =>
  parseAllDocuments(readDeployed(path), { merge: true }).map((document) => {
    for (const fault of [...document.errors, ...document.warnings]) throw new Error(`${path}: ${fault.message}`);
    return document.toJS() as unknown;
  });

export const IMAGE = `vitaledge/server:${(JSON.parse(readFileSync(at("packages/server/package.json"), "utf8")) as { version: string }).version}`;

const program = await makeProgram();

const NAMES = new Set(Object.values(SETTINGS).map(({ name }) => name));

/** Those of the names that the server would not know: misspelled, they would be passed over or stop it. */
export const unknownSettings = (names: Iterable<string>): string[] => [...names].filter((name) => !NAMES.has(name));

/** Why the program would refuse these arguments; undefined where it would take them. */
export const refusal = ([name, ...options]: readonly string[]): string | undefined => {
  const command = program.commands.find((one) => one.name() === name);
  if (!command) return `there is no command ${name}`;
  return options.find((option) => !command.options.some(({ long }) => long === option));
};

/** Whether something asks about the server's health where the contract has an operation for everybody. */
export const isProbe = (path: string): boolean =>
  Object.values(OPERATIONS).some((operation) => operation.path === path && operation.method === "get" && operation.permission === "public");

/** An image that is the same tomorrow: a digest, or a tag with a whole version. */
export const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$|:\d+\.\d+(\.\d+)?(-[a-z]+)*$/.test(image);
