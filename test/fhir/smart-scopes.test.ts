import { describe, expect, test } from "vitest";
import { grantedOf, impliedPermissions } from "../../packages/server/src/features/fhir/smart/grant.js";
import { mayDo, parseScope, restrictionOf, type Scope } from "../../packages/server/src/features/fhir/smart/scopes.js";

const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
const VITALS = `system/Observation.rs?category=${CATEGORY}|vital-signs`;
const LABS = `system/Observation.rs?category=${CATEGORY}|laboratory`;

const scopes = (...texts: string[]): Scope[] => texts.map((text) => parseScope(text)!);
const granted = (registered: string[], asked: string[]): string[] => grantedOf(scopes(...registered), scopes(...asked)).map(({ text }) => text);

describe("a scope", () => {
  test.each([
    ["system/Observation.rs", "Observation", "rs"], ["system/*.cruds", "*", "cruds"], ["system/Patient.c", "Patient", "c"], ["system/Patient.cud", "Patient", "cud"],
    ["system/Patient.read", "Patient", "rs"], ["system/*.read", "*", "rs"], ["system/Patient.write", "Patient", "cud"], ["system/*.*", "*", "cruds"],
  ])("%s reads as it is meant", (text, type, letters) => {
    expect(parseScope(text)).toEqual({ text, type, interactions: [...letters], filters: [] });
  });

  test("narrows by search parameters, which all have to match", () => {
    expect(parseScope(VITALS)?.filters).toEqual([["category", `${CATEGORY}|vital-signs`]]);
    expect(parseScope("system/Observation.rs?category=laboratory&status=final")?.filters).toEqual([["category", "laboratory"], ["status", "final"]]);
    expect(parseScope("system/Observation.rs?code=a%26b")?.filters).toEqual([["code", "a&b"]]);
  });

  test.each([
    "", "system", "system/", "system/Patient", "system/Patient.", "system/Patient.sr", "system/Patient.rr", "system/Patient.x", "system/patient.rs", "system/Patient.Read",
    "user/Patient.rs", "patient/Patient.rs", "launch", "openid", "fhirUser", "offline_access", "patients:read", "system/Patient.rs ", "system/Patient.rs?", "system/**.rs",
    "system/Observation.rs?category", "system/Observation.rs?category=", "system/Observation.rs?category:not=a", "system/Observation.rs?subject.name=a",
    "system/Observation.rs?_count=1", "system/Observation.rs?_include=a", "system/Observation.rs?nothing=a", "system/Patient.rs?category=a",
    "system/*.rs?category=a", "system/Observation.read?category=a", "system/Observation.rs?category=a?b=c", `system/Observation.rs?category=${"a".repeat(1_001)}`,
  ])("%s is none", (text) => {
    expect(parseScope(text)).toBeUndefined();
  });
});

describe("what a client may do", () => {
  test("is what at least one scope names, letter by letter and type by type", () => {
    const held = scopes("system/Patient.rs", "system/Observation.c", VITALS);
    const may = ["Patient", "Observation", "Device"].map((type) => (["c", "r", "u", "d", "s"] as const).filter((letter) => mayDo(held, type, letter)).join(""));
    expect(may).toEqual(["rs", "crs", ""]);
    expect((["c", "r", "u", "d", "s"] as const).every((letter) => mayDo(scopes("system/*.*"), "Task", letter))).toBe(true);
  });

  test("is nothing, everything, or what matches one alternative", () => {
    expect(restrictionOf(scopes("system/Patient.rs"), "Observation")).toBe("none");
    expect(restrictionOf(scopes(VITALS, LABS), "Observation")).toEqual([[["category", `${CATEGORY}|vital-signs`]], [["category", `${CATEGORY}|laboratory`]]]);
    expect(restrictionOf(scopes(VITALS, "system/*.s"), "Observation")).toBe("all");
    expect(restrictionOf(scopes(VITALS, "system/*.s"), "Observation", "r")).toHaveLength(1);
    expect(restrictionOf(scopes(VITALS), "Observation", "c")).toBe("none");
  });

  test("asks for the permissions of the same acts over REST", () => {
    expect(impliedPermissions(scopes("system/Patient.rs", "system/Observation.cd"))).toEqual(["observations:void", "observations:write", "patients:read"]);
    expect(impliedPermissions(scopes("system/Device.d", VITALS))).toEqual(["devices:write", "observations:read"]);
    expect(impliedPermissions(scopes("system/AuditEvent.c"))).toEqual([]);
  });
});

describe("what a client is granted", () => {
  test.each([
    ["what it asks for, in its own words", ["system/*.rs"], ["system/Patient.read", VITALS], ["system/Patient.read", VITALS]],
    ["of a wide wish the types it was registered with", ["system/Patient.rs", "system/Device.r"], ["system/*.read"], ["system/Patient.rs", "system/Device.r"]],
    ["of the letters those it has", ["system/Patient.rs"], ["system/Patient.cruds"], ["system/Patient.rs"]],
    ["no more than its filters let through", [VITALS, LABS], ["system/Observation.rs"], [VITALS, LABS]],
    ["both filters, where it narrows further", [VITALS], ["system/Observation.r?status=final"], [`system/Observation.r?status=final&category=${CATEGORY}|vital-signs`]],
    ["nothing of another type", ["system/Patient.rs"], ["system/Observation.rs"], []],
    ["nothing by other letters", ["system/Patient.rs"], ["system/Patient.c"], []],
    ["each once", ["system/*.rs", "system/Patient.rs"], ["system/Patient.rs", "system/Patient.rs"], ["system/Patient.rs"]],
  ])("is %s", (_name, registered, asked, expected) => {
    const texts = granted(registered, asked);
    expect(texts).toEqual(expected);
    expect(texts.every((text) => parseScope(text))).toBe(true);
  });
});
