import type { Context } from "koa";
import { FHIR_ROOT, INTERACTIONS } from "../features/fhir/interactions.js";
import { TABLE } from "./mount.js";
import { fail } from "./problem.js";

const ALL = [...TABLE, ...INTERACTIONS.map(({ method, path }) => ({ method, path: `${FHIR_ROOT}${path}` }))];

const routes = ALL.map((operation) => ({
  method: operation.method.toUpperCase(),
  pattern: new RegExp(`^${operation.path.replaceAll(/[.$]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** What no route took: a known path with another method, or no path of ours. */
export const answerUnmatched = (ctx: Context): void => {
  const methods = new Set(routes.filter((route) => route.pattern.test(ctx.path)).map((route) => route.method));
  if (!methods.size) fail("route_not_found", { detail: "There is nothing under this path. GET /openapi.json lists what there is." });
  if (methods.has("GET")) methods.add("HEAD");
  const allow = [...methods, "OPTIONS"].toSorted().join(", ");
  if (ctx.method === "OPTIONS") {
    ctx.status = 204;
    return ctx.set("Allow", allow);
  }
  fail("method_not_allowed", { detail: `This path takes ${allow}.`, headers: { Allow: allow } });
};
