import { Readable } from "node:stream";
import type Router from "@koa/router";
import type { Context } from "koa";
import type { Actor } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { printFhir } from "../../features/fhir/fhir-json.js";
import { fhirHandlers } from "../../features/fhir/handlers.js";
import { FHIR_ROOT, INTERACTIONS, type Interaction } from "../../features/fhir/interactions.js";
import { allowedMethods, permits } from "../../features/fhir/permits.js";
import type { FhirReply } from "../../features/fhir/request.js";
import { fhirType, type FhirType } from "../../features/fhir/table.js";
import { loadStructures } from "../../features/fhir/validate-resource.js";
import { expectAcceptableBody } from "../body.js";
import type { Gate } from "../gate.js";
import { readKeyedRequest } from "../idempotency-key.js";
import { answerOnce, scopeOf } from "../mount.js";
import { notingWrites } from "../prefer-replica.js";
import { fail } from "../problem.js";
import { timeLimitOf } from "../time-limit.js";
import { makeTrail, type Reply } from "../trail.js";
import { FHIR_JSON } from "./negotiate.js";
import { operationOf } from "./operation.js";
import { readFhirRequest } from "./read-request.js";

type Parts = { deps: Deps; gate: Gate };

// @koa/router takes the first match: FHIR's own words come first, then what is spelled out, then what a parameter would take.
const bySpecificity = (one: Interaction, other: Interaction): number => weigh(other) - weigh(one);
const weigh = ({ path }: Interaction): number =>
  path.split("/").reduce((sum, segment, index) => sum + (/^[_$]/.test(segment) ? 2 : segment.startsWith("{") ? 0 : 2 ** -index), 0);

/** Every interaction of FHIR's table, and none beside them. */
export const mountFhir = (router: Router, parts: Parts): void => {
  for (const interaction of [...INTERACTIONS].sort(bySpecificity)) {
    const path = `${FHIR_ROOT}${interaction.path}`.replaceAll(/\{(\w+)\}/g, ":$1");
    router[interaction.method](path, (ctx, next) => (isTypeName(ctx) ? perform(ctx, interaction, parts) : next()));
    // Clients differ in whether the address of the server itself ends with a slash.
    if (interaction.path === "") router[interaction.method](`${path}/`, (ctx) => perform(ctx, interaction, parts));
  }
};

/** What cannot be a type's name is a path of nobody, or of somebody else. */
const isTypeName = ({ params }: Context): boolean => /^[A-Z][A-Za-z]*$/.test((params as { type?: string }).type ?? "A");

/** @throws ProblemError 404 for a type that nobody has, 405 for what its class does not admit. */
const typeOf = (ctx: Context, interaction: Interaction): FhirType | undefined => {
  const name = interaction.type === undefined ? (ctx.params as { type: string }).type : interaction.type;
  if (name === null) return undefined;
  const type = fhirType(name) ?? fail("resource_not_found", { detail: "The server has no resources of this type. GET /fhir/R4/metadata lists the types." });
  if (!permits(type, interaction)) {
    const allow = allowedMethods(type, interaction.path).join(", ");
    fail("method_not_allowed", { detail: `${type.type} takes ${allow} here.`, headers: { Allow: allow } });
  }
  return type;
};

const perform = async (ctx: Context, interaction: Interaction, { deps, gate }: Parts): Promise<void> => {
  loadStructures();
  const type = typeOf(ctx, interaction);
  const operation = operationOf(interaction, type);
  const limit = timeLimitOf(operation);
  Object.assign(ctx.state, { operation, limit });
  expectAcceptableBody(ctx, operation);
  const { actor, organizationId } = await limit.spend(() => gate(ctx, operation, {}));
  Object.assign(ctx.state, { actor, organizationId });
  const { request, bytes, pretty } = await readFhirRequest(ctx, { interaction, type, operation, publicUrl: deps.publicUrl });
  const trail = makeTrail(deps, ctx, { operation, actor, organizationId, body: request.body });
  const readmit = async (): Promise<Actor> => (await gate(ctx, operation, {})).actor ?? fail("unauthenticated");
  const keyed = readKeyedRequest(ctx, operation, actor, bytes);
  const scope = scopeOf(ctx, { deps, actor, organizationId, trail, keyed, readmit, limit });
  const print = (reply: FhirReply): Reply => printed(reply, pretty);
  const reply = await limit.spendOnOperation(() => notingWrites(deps, { operation, actor }, () => answerOnce(scope, limit, () => fhirHandlers[interaction.id](request, scope, print))));
  await limit.spend(() => trail.beforeAnswer(reply));
  send(ctx, reply);
};

const printed = ({ status, resource, headers = {} }: FhirReply, pretty: boolean): Reply =>
  ({ status, headers, body: resource === undefined ? undefined : printFhir(resource, pretty ? 2 : undefined) });

const send = (ctx: Context, { status, body, headers = {} }: Reply): void => {
  ctx.status = status;
  ctx.set(headers);
  const filled = typeof body === "string" || body instanceof Readable;
  ctx.body = filled ? body : null;
  if (filled) ctx.set("Content-Type", headers["Content-Type"] ?? `${FHIR_JSON}; charset=utf-8`);
  else ctx.remove("Content-Type");
  ctx.status = status;
};
