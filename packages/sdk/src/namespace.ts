import type { Core, Input } from "./core.js";
import type { openDownload } from "./download.js";
import { hasFlag, readTable } from "./operation.js";
import type { Operation } from "./operation.js";
import type { CallOptions } from "./options.js";

type Methods = { [name: string]: Methods | ((...input: unknown[]) => unknown) };

/**
 * The methods of a generated table; `T` is the interface that was generated beside it. Where some answer a file, `open` opens it:
 * a bundler leaves that out for who has no such namespace.
 */
export function createNamespace<T>(core: Core, table: string, open?: typeof openDownload): T {
  const root: Methods = {};
  for (const operation of readTable(table)) {
    const names = operation.name.split(".");
    const last = names.pop() as string;
    const place = names.reduce((at, name) => (at[name] ??= {}) as Methods, root);
    place[last] = (...input) => invoke(core, operation, input, open);
  }
  return root as T;
}

/** Arguments are the path's parameters, then the body or the query, then the options. */
function invoke(core: Core, operation: Operation, given: unknown[], open?: typeof openDownload): unknown {
  const rest = [...given];
  const input: Input = { path: {} };
  const names = operation.pieces.filter((_, at) => at % 2 === 1);
  for (const name of names) {
    if (name !== "orgId" || hasFlag(operation, "a")) input.path[name] = rest.shift() as string;
  }
  const patientId = hasFlag(operation, "p") ? rest.shift() : undefined;
  if (hasFlag(operation, "b")) input.body = rest.shift();
  else if (hasFlag(operation, "q")) input.query = rest.shift() as object | undefined;
  if (patientId !== undefined) input.query = { ...input.query, patientId };
  const options = rest.shift() as CallOptions | undefined;
  if (names.includes("orgId")) input.path["orgId"] ??= core.requireOrganization(options);
  if (open !== undefined && hasFlag(operation, "d")) return open(core, operation, input, options);
  return hasFlag(operation, "l") ? core.list(operation, input, options) : core.call(operation, input, options);
}
