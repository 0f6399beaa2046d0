import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { allMetrics, type Metric } from "../../metric-definitions/metric-definitions.service.js";
import { METRIC_CODES, METRIC_SET } from "../canonical.js";
import type { FhirReply, FhirRequest } from "../request.js";

const LOINC = "http://loinc.org";
/** What is served: the metrics by the platform's code and by LOINC's. Any other content is 404, always the same. */
const unknown = (what: string): never => fail("resource_not_found", { detail: `The server has no content of this ${what}. It serves ${METRIC_SET} and ${METRIC_CODES}.` });

type Concept = { system: string; code: string; display: string };

const conceptsOf = (metrics: readonly Metric[]): Concept[] => {
  const found = new Map<string, Concept>();
  for (const { id, name, loinc } of metrics) {
    found.set(`${METRIC_CODES}|${id}`, { system: METRIC_CODES, code: id, display: name });
    if (loinc !== null && !found.has(`${LOINC}|${loinc}`)) found.set(`${LOINC}|${loinc}`, { system: LOINC, code: loinc, display: name });
  }
  return [...found.values()];
};

const PARAMETERS: Record<string, readonly string[]> = {
  fhirExpand: ["url", "filter", "offset", "count"], fhirExpandInstance: ["filter", "offset", "count"],
  fhirLookup: ["system", "code"], fhirValidateCode: ["url", "system", "code", "display"],
};

const parametersOf = ({ interaction, query, prefer }: FhirRequest): Map<string, string> => {
  const known = PARAMETERS[interaction.id] ?? [];
  const other = query.find(([name]) => !known.includes(name))?.[0];
  if (other !== undefined && prefer.handling !== "lenient") fail("invalid_request", { detail: `This operation takes ${known.join(", ")}.`, errors: [{ pointer: `/query/${other}`, code: "not-supported", message: "is not known" }] });
  return new Map(query);
};

const wholeNumber = (given: Map<string, string>, name: string): number | undefined => {
  const text = given.get(name);
  if (text !== undefined && !/^\d{1,6}$/.test(text)) fail("invalid_request", { errors: [{ pointer: `/query/${name}`, code: "value", message: "is no whole number" }] });
  return text === undefined ? undefined : Number(text);
};

const expansion = async (tx: TenantTx, given: Map<string, string>): Promise<FhirReply> => {
  const filter = given.get("filter")?.toLowerCase();
  const all = conceptsOf(await allMetrics(tx)).filter(({ code, display }) => !filter || display.toLowerCase().includes(filter) || code.toLowerCase().startsWith(filter));
  const offset = wholeNumber(given, "offset") ?? 0;
  const contains = all.slice(offset, offset + (wholeNumber(given, "count") ?? all.length));
  return {
    status: 200,
    resource: {
      resourceType: "ValueSet", id: "metric-definition", url: METRIC_SET, name: "MetricDefinitions", status: "active",
      expansion: { identifier: `${METRIC_SET}#${tx.now.getTime()}`, timestamp: tx.now.toISOString(), total: all.length, offset, ...(contains.length && { contains }) },
    },
  };
};

export const expand = (tx: TenantTx, request: FhirRequest): Promise<FhirReply> => {
  const given = parametersOf(request);
  if (!given.has("url")) fail("invalid_request", { detail: "url names the value set.", errors: [{ pointer: "/query/url", code: "required", message: "is missing" }] });
  return given.get("url") === METRIC_SET ? expansion(tx, given) : unknown("value set");
};

export const expandInstance = (tx: TenantTx, request: FhirRequest): Promise<FhirReply> =>
  request.path.id === "metric-definition" ? expansion(tx, parametersOf(request)) : unknown("value set");

export const lookup = async (tx: TenantTx, request: FhirRequest): Promise<FhirReply> => {
  const given = parametersOf(request);
  const [system, code] = [given.get("system"), given.get("code")];
  if (!system || !code) return fail("invalid_request", { detail: "system and code name what is looked up.", errors: [{ pointer: `/query/${system ? "code" : "system"}`, code: "required", message: "is missing" }] });
  const concept = conceptsOf(await allMetrics(tx)).find((each) => each.system === system && each.code === code) ?? unknown("code");
  return {
    status: 200,
    resource: { resourceType: "Parameters", parameter: [{ name: "name", valueString: system === LOINC ? "LOINC" : "MetricDefinitions" }, { name: "display", valueString: concept.display }] },
  };
};

export const validateCode = async (tx: TenantTx, request: FhirRequest): Promise<FhirReply> => {
  const given = parametersOf(request);
  if (given.get("url") !== METRIC_SET) unknown("value set");
  const found = conceptsOf(await allMetrics(tx)).find(({ system, code }) => code === given.get("code") && (!given.has("system") || system === given.get("system")));
  const message = found ? undefined : "The value set does not have this code.";
  return {
    status: 200,
    resource: {
      resourceType: "Parameters",
      parameter: [{ name: "result", valueBoolean: found !== undefined }, ...(found ? [{ name: "display", valueString: found.display }] : [{ name: "message", valueString: message }])],
    },
  };
};
