import { expect, test } from "vitest";
import { localDateOf } from "./civil.js";

test("a day that ends a minute after midnight, as in Newfoundland until 2010, has the readings of both sides of it", () => {
  expect(localDateOf(new Date("2010-11-07T02:30:30Z"), "America/St_Johns")).toBe("2010-11-07");
  expect(localDateOf(new Date("2010-11-07T02:31:30Z"), "America/St_Johns")).toBe("2010-11-06");
});
