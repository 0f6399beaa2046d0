import {
  AbortError, AuthenticationError, BadRequestError, ConfigurationError, ConflictError, ConnectionError, IntegrityError, MfaRequiredError,
  NotFoundError, PermissionDeniedError, PreconditionFailedError, RateLimitError, ServerError, SessionExpiredError, TimeoutError,
  UnexpectedResponseError, ValidationError,
} from "@vitaledge/sdk";
import type { Problem } from "@vitaledge/sdk";
import { describe, expect, it } from "vitest";
import { describeFailure, renderFailure } from "./errors.js";
import { LoginNeeded, UsageError } from "./usage-error.js";

const problem = (status: number, code: Problem["code"]): Problem => ({ type: "about:blank", title: "No", status, code, detail: "It was refused.", instance: "/api/patients/patient_1", requestId: "request-1" });
const bare = (status: number) => ({ status, operation: "getPatient", attempt: 1, requestId: "request-1" });
const facts = (status: number) => ({ ...bare(status), problem: problem(status, "invalid_request") });
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
    // Of a proxy, or of a server that is none of ours: nothing is known of the id.
    [10, new NotFoundError(bare(404))], [10, new PermissionDeniedError(bare(403))], [4, new AuthenticationError(bare(401))], [7, new RateLimitError(bare(429))],
    [10, new NotFoundError({ ...bare(404), problem: problem(404, "route_not_found") })],
    [11, new IntegrityError("no")],
    [130, new AbortError()],
  ])("%i for %s", (exit, error) => expect(describeFailure(error).exitCode).toBe(exit));
});

it.each([
  ["ENOSPC", undefined, "The file could not be written: the disk is full."],
  ["EDQUOT", "out.csv", "out.csv could not be written: the disk is full."],
  ["EISDIR", "out", "out is a directory."],
])("a file that cannot be written says why: %s", (code, path, words) => {
  const { exitCode, detail } = describeFailure(Object.assign(new Error(`${code}: no`), { code, syscall: "write", path }));
  expect([exitCode, detail]).toEqual([2, words]);
});

describe("what is told", () => {
  it("is three lines and the request id for a person, one object for a program", () => {
    const failure = describeFailure(new NotFoundError(facts(404)));
    expect(renderFailure(failure, false)).toBe(
      "There is no such thing here.\nIt was refused.\n" +
      "Check the id and the organization: vitaledge auth status\nrequest id: request-1\n",
    );
    expect(JSON.parse(renderFailure(failure, true))).toEqual(failure);
    expect(Object.keys(failure)).toEqual(["type", "title", "status", "code", "detail", "requestId", "exitCode", "suggestion"]);
  });

  it("is a sentence where a file is missing", () => {
    expect(describeFailure(missing).detail).toBe("in.csv does not exist.");
  });
});
