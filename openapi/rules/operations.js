import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isFhir } from "./fhir.js";

const METHODS = ["get", "post", "put", "patch", "delete"];
const ALWAYS = ["400", "429", "500", "503"];

const auth = parse(readFileSync(new URL("../schemas/auth.yaml", import.meta.url), "utf8"));
const PERMISSIONS = new Set(auth.Permission.enum);

/** Calls `check` with each operation, its parameters resolved and its own security or the root's. */
function eachOperation(check) {
  let rootSecurity = [];
  return {
    Root(root) {
      rootSecurity = root.security ?? [];
    },
    PathItem: {
      enter(item, context) {
        // What others answer to us has neither permission nor problems of ours.
        if (context.location.source.absoluteRef.endsWith("event-webhook.yaml") || isFhir(context.location)) return;
        for (const method of METHODS.filter((name) => item[name] !== undefined)) {
          const operation = item[method];
          const listed = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
          const resolve = (each) => (each.$ref === undefined ? each : context.resolve(each).node);
          const parameters = listed.map(resolve);
          const security = operation.security ?? rootSecurity;
          const location = context.location.child([method]);
          const report = (message, place = []) =>
            context.report({ message: `${operation.operationId}: ${message}`, location: location.child(place).key() });
          check({ operation, method, parameters, security, resolve, report });
        }
      },
    },
  };
}

export function checkPermission() {
  return eachOperation(({ operation, security, report }) => {
    const permission = operation["x-permission"];
    const open = security.length === 0 || security.some((requirement) => Object.keys(requirement).length === 0);
    const organization = security.some((requirement) => "organization" in requirement);
    if (permission === undefined) return report("x-permission is missing.");
    if (permission === "public" && !open) return report("a public operation has `security: []`.");
    if (permission === "session" && (open || organization)) return report("a session's own operation has `bearer` alone.");
    if (["public", "session"].includes(permission)) return undefined;
    if (!PERMISSIONS.has(permission)) return report(`x-permission ${permission} is none of the schema Permission.`);
    return organization ? undefined : report("a permission needs the organization's header.");
  });
}

export function checkAudit() {
  return eachOperation(({ operation, report }) => {
    const audit = operation["x-audit"];
    if (audit === false) return;
    if (typeof audit?.resource !== "string" || typeof audit.action !== "string") {
      report("x-audit is `false` or names a resource and an action.");
    }
  });
}

export function checkSdk() {
  return eachOperation(({ operation, report }) => {
    const sdk = operation["x-sdk"];
    if (typeof sdk?.namespace !== "string" || typeof sdk.method !== "string") {
      report("x-sdk names a namespace and a method.");
    }
  });
}

export function checkStatuses() {
  return eachOperation(({ operation, parameters, security, report }) => {
    const statuses = Object.keys(operation.responses ?? {});
    const needed = new Set(ALWAYS);
    const tokenNeeded = security.length > 0 && security.every((requirement) => Object.keys(requirement).length > 0);
    if (tokenNeeded) ["401", "403"].forEach((status) => needed.add(status));
    if (operation.requestBody !== undefined) ["413", "415"].forEach((status) => needed.add(status));
    if (parameters.some(({ name }) => name === "If-Match")) needed.add("412");
    if (parameters.some(({ in: place, name }) => place === "path" && /id$/i.test(name))) needed.add("404");
    for (const status of needed) {
      if (!statuses.includes(status)) report(`the answer ${status} is missing.`, ["responses"]);
    }
    for (const status of statuses.filter((each) => !/^[2345]\d\d$/.test(each))) {
      report(`answers are listed one by one; ${status} is none.`, ["responses"]);
    }
  });
}

/** Sending it again is safe for every POST of `/api` but signing in and searching. */
export function checkIdempotencyKey() {
  return eachOperation(({ operation, method, parameters, report }) => {
    const exempt = operation.tags?.includes("Authentication") || operation["x-audit"]?.action === "read";
    const takes = parameters.some(({ name }) => name === "Idempotency-Key");
    if (takes !== (method === "post" && !exempt)) report(takes ? "Idempotency-Key is not for this operation." : "Idempotency-Key is missing.");
    const missing = takes ? ["409", "422"].filter((status) => !(status in operation.responses)) : [];
    for (const status of missing) report(`the answer ${status} is missing.`, ["responses"]);
  });
}

/** The one other form of errors is RFC 6749's, for 400 and 401. */
const isProblem = ([mediaType, { schema }], status) =>
  mediaType === "application/problem+json" || (["400", "401"].includes(status) && schema?.$ref?.endsWith("#/OAuthError"));

export function checkProblems() {
  return eachOperation(({ operation, resolve, report }) => {
    const failures = Object.entries(operation.responses ?? {}).filter(([status]) => /^[45]/.test(status));
    for (const [status, answer] of failures) {
      if (!Object.entries(resolve(answer).content ?? {}).every((entry) => isProblem(entry, status))) {
        report(`the answer ${status} is a problem (RFC 9457).`, ["responses", status]);
      }
    }
  });
}

export function checkQueryStyle() {
  return eachOperation(({ parameters, report }) => {
    for (const { name, in: place, schema, style, explode } of parameters) {
      if (place !== "query" || schema?.type !== "array") continue;
      if ((style ?? "form") !== "form" || explode !== false) report(`the list ${name} is comma separated: explode: false.`);
    }
  });
}

export function checkExamples() {
  return {
    MediaType: {
      enter(mediaType, { report, location }) {
        if (!isFhir(location) && mediaType.example === undefined && mediaType.examples === undefined) {
          report({ message: "A body has an example.", location });
        }
      },
    },
  };
}
