import {
  AbortError, AuthenticationError, BadRequestError, ConfigurationError, ConflictError, ConnectionError, IntegrityError, MfaRequiredError,
  NotFoundError, PermissionDeniedError, PreconditionFailedError, RateLimitError, ServerError, SessionExpiredError, TimeoutError,
  UnexpectedResponseError, ValidationError,
} from "@vitaledge/sdk";
import { describe, expect, it } from "vitest";
import { describeFailure, renderFailure } from "./errors.js";
import { LoginNeeded, UsageError } from "./usage-error.js";

const facts = (status: number) => ({ status, operation: "getPatient", attempt: 1, requestId: "request-1" });
const missing = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT", syscall: "open", path: "in.csv" });

describe("exit codes", () => {
  it.each([
    [1, new TypeError("x is undefined")], [1, "a word"],
    [2, new UsageError("no")], [2, new ConfigurationError("no")], [2, missing],
    [3, new NotFoundError(facts(404))],
    [4, new AuthenticationError(facts(401))], [4, new SessionExpiredError(facts(401))], [4, new LoginNeeded("no", "")],
    [4, new MfaRequiredError(facts(403))],
    [5, new PermissionDeniedError(facts(403))],
    [6, new BadRequestError(facts(400))], [6, new ConflictError(facts(409))], [6, new PreconditionFailedError(facts(412))],
    [6, new ValidationError(facts(422))],
    [7, new RateLimitError(facts(429))],
    [9, new ConnectionError("no", { operation: "getPatient", attempt: 3 })],
    [9, new TimeoutError("total", { operation: "getPatient", attempt: 3 })],
    [10, new ServerError(facts(503))], [10, new UnexpectedResponseError("no", { status: 200, operation: "getPatient" })],
    [11, new IntegrityError("no")],
    [130, new AbortError()],
  ])("%i for %s", (exit, error) => expect(describeFailure(error).exitCode).toBe(exit));
});

describe("what is told", () => {
  it("is three lines and the request id for a person, one object for a program", () => {
    const failure = describeFailure(new NotFoundError(facts(404)));
    expect(renderFailure(failure, false)).toBe(
      "There is no such thing here.\nThe server answered 404 to getPatient.\n" +
      "Check the id and the organization: vitaledge auth status\nrequest id: request-1\n",
    );
    expect(JSON.parse(renderFailure(failure, true))).toEqual(failure);
    expect(Object.keys(failure)).toEqual(["type", "title", "status", "code", "detail", "requestId", "exitCode", "suggestion"]);
  });

  it("is a sentence where a file is missing", () => {
    expect(describeFailure(missing).detail).toBe("in.csv does not exist.");
  });
});
