import { describe, expect, it } from "vitest";
import { isIcd10Cm } from "./icd10.js";
import { normalizeMbi, normalizeMemberId } from "./member-id.js";

describe("the Medicare Beneficiary Identifier", () => {
  it.each(["1EG4-TE5-MK73", "1eg4te5mk73", " 1EG4TE5MK73 "])("accepts %j", (text) =>
    expect(normalizeMbi(text)).toBe("1EG4TE5MK73"),
  );

  it.each(["0EG4TE5MK73", "1SG4TE5MK73", "1EG4TE5MK7", "1EG4TE5MK733", "1EGATE5MK73", "123-45-6789A", ""])(
    "refuses %j",
    (text) => expect(normalizeMbi(text)).toBeUndefined(),
  );

  it("is asked of Medicare Part B alone", () => {
    expect(normalizeMemberId("W123", "MB")).toBeUndefined();
    expect(normalizeMemberId("W123", "CI")).toBe("W123");
    expect(normalizeMemberId("W123", null)).toBe("W123");
  });
});

describe("ICD-10-CM", () => {
  it.each(["I10", "E11.9", "Z3A.20", "C7A.01", "S72.001A", "U07.1", "O09.A0", "T36.0X1A"])(
    "accepts %s",
    (code) => expect(isIcd10Cm(code)).toBe(true),
  );

  it.each(["", "i10", "I1", "I10.", "E119", "E11.99999", "E11.9.9", "11E", "hypertension", " I10"])(
    "refuses %j",
    (code) => expect(isIcd10Cm(code)).toBe(false),
  );
});
