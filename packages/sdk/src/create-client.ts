import type { Auth } from "./auth.js";
import type { Core } from "./core.js";
import { createCore } from "./core.js";
import type { Defaults, VitalEdgeOptions } from "./options.js";

/** What makes a namespace: `patients`, `alerts` and the others that this package exports. */
export type NamespaceOf<T extends object> = (core: Core) => T;

type Parts = { readonly [name: string]: NamespaceOf<object> };

/** A client with the namespaces that it was made of. */
export type SmallClient<P extends Parts> = { readonly [Name in keyof P]: ReturnType<P[Name]> } & {
  /** The same session and connection with other defaults, another organization among them. */
  with(defaults: Defaults): SmallClient<P>;
  /** Stops listening to the store. The session stays where it is stored. */
  dispose(): void;
};

/**
 * `VitalEdge` with some of its namespaces, for a page where each kilobyte counts: a bundler leaves out the others, and what another `auth`
 * would need. `createClient({ baseUrl, auth: session() }, { auth, alerts })`.
 */
export function createClient<P extends Parts>(options: VitalEdgeOptions & { auth: Auth }, parts: P): SmallClient<P> {
  return assemble(createCore(options), parts);
}

function assemble<P extends Parts>(core: Core, parts: P): SmallClient<P> {
  const namespaces = Object.fromEntries(Object.entries(parts).map(([name, create]) => [name, create(core)]));
  const own = { with: (defaults: Defaults) => assemble(core.derive(defaults), parts), dispose: () => core.dispose() };
  return { ...namespaces, ...own } as unknown as SmallClient<P>;
}
