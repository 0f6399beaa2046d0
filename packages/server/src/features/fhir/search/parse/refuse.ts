import { fail } from "../../../../http/problem.js";

/** A parameter that cannot be searched by as it was given. */
export const refuseParameter = (name: string, message: string, code = "value"): never =>
  fail("invalid_request", { detail: `The search parameter ${name.slice(0, 100)} ${message}.`, errors: [{ pointer: `/query/${name.slice(0, 200)}`, code, message }] });
