import { fail } from "../../../http/problem.js";

/** @throws ProblemError that names the place: nothing that a Subscription asks for is passed over. */
export const refuse = (place: string, code: "required" | "value" | "not-supported" | "extension", message: string): never =>
  fail("invariant_violated", { detail: "The Subscription asks for what is not done here. Mend what the issues name.", errors: [{ pointer: `Subscription.${place}`, code, message }] });
