import { describe, expect, it, vi } from "vitest";
import { ApiError, isVitalEdgeError, NotFoundError, VitalEdgeError } from "./errors.js";

const FACTS = { status: 404, operation: "getPatient", attempt: 1 };

describe("an error", () => {
  it("is known by its brand in another copy of the package", async () => {
    vi.resetModules();
    const other = await import("./errors.js");
    expect(other.NotFoundError).not.toBe(NotFoundError);
    const error = new other.NotFoundError(FACTS);
    expect(error instanceof NotFoundError && error instanceof ApiError && error instanceof VitalEdgeError).toBe(true);
    expect(isVitalEdgeError(error)).toBe(true);
    expect(new other.ConfigurationError("x") instanceof ApiError).toBe(false);
  });

  it("that somebody derived is told from its parents", () => {
    class Mine extends NotFoundError {}
    expect(new NotFoundError(FACTS) instanceof Mine).toBe(false);
    expect(new Mine(FACTS) instanceof Mine).toBe(true);
    expect(new Mine(FACTS) instanceof NotFoundError).toBe(true);
  });

  it("writes codes and ids to a log, not what was answered", () => {
    const problem = {
      type: "about:blank", title: "t", status: 404, detail: "d", code: "patient_not_found", requestId: "r", instance: "urn:x",
      errors: [{ pointer: "/firstName", code: "type", message: "must be string" }], lastName: "Example",
    } as unknown as NonNullable<ConstructorParameters<typeof NotFoundError>[0]["problem"]>;
    const text = JSON.stringify(new NotFoundError({ ...FACTS, problem }));
    expect(JSON.parse(text)).toMatchObject({ name: "NotFoundError", code: "patient_not_found", fields: [{ pointer: "/firstName", code: "type" }] });
    expect(text).not.toContain("Example");
  });
});
