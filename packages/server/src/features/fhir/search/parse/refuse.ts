import { fail } from "../../../../http/problem.js";

/** A parameter that cannot be understood; the message holds nothing that was sent. */
export const refuse = (name: string, message: string, code: "value" | "not-supported" = "value"): never =>
  fail("invalid_request", { detail: `A search parameter ${message}.`, errors: [{ pointer: `/query/${name}`, code, message }] });
