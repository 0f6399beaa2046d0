import { describe, expect, it } from "vitest";
import { normalizePhone, normalizeState } from "./contact.js";
import { US_STATE_CODES, stateCode } from "./us-states.js";

describe("normalizePhone", () => {
  it.each([
    ["555-638-3923", "+15556383923"],
    ["(617) 555-0143", "+16175550143"],
    ["1 617.555.0143", "+16175550143"],
    ["+44 20 7946 0958", "+442079460958"],
  ])("writes %s as %s", (phone, stored) => expect(normalizePhone(phone, "US")).toEqual({ phone: stored }));

  it("reads it by the organization's country, the United States where none is known", () => {
    expect(normalizePhone("020 7946 0958", "GB").phone).toBe("+442079460958");
    expect(normalizePhone("617-555-0143", null).phone).toBe("+16175550143");
    expect(normalizePhone("617-555-0143", "USA").phone).toBe("+16175550143");
  });

  it.each(["ask the daughter", "555-0143", "617-555-0143 x12", ""])(
    "keeps %j as sent, with a warning",
    (phone) =>
      expect(normalizePhone(phone, "US")).toMatchObject({
        phone,
        warning: { pointer: "/phone", code: "PHONE_NOT_RECOGNIZED" },
      }),
  );
});

describe("states", () => {
  it("knows 56", () => expect(US_STATE_CODES).toHaveLength(56));

  it.each([
    ["Massachusetts", "MA"],
    ["NEW  YORK", "NY"],
    ["ma", "MA"],
    ["D.C.", "DC"],
    ["Washington", "WA"],
    ["Washington, D.C.", "DC"],
    ["Puerto Rico", "PR"],
  ])("%s is %s", (name, code) => expect(stateCode(name)).toBe(code));

  it("leaves what is no state of the United States", () => {
    expect(normalizeState("Massachusetts", null)).toBe("MA");
    expect(normalizeState("Massachusetts", "United States")).toBe("MA");
    expect(normalizeState("Bavaria", "US")).toBe("Bavaria");
    expect(normalizeState("Georgia", "GE")).toBe("Georgia");
  });
});
