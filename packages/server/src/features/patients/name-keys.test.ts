import { expect, it } from "vitest";
import { foldText, nameKeys, searchWords } from "./name-keys.js";

it("folds case and accents", () => {
  expect(foldText("Ångström Łódź STRAẞE")).toBe("angstrom lodz strasse");
  expect(foldText("José")).toBe(foldText("JOSE\u0301"));
});

it("finds a name by each of its words", () => {
  expect(nameKeys("Anna Maria", "O'Brien-Smith")).toEqual([
    "anna",
    "brien",
    "briensmith",
    "maria",
    "o",
    "obriensmith",
    "smith",
  ]);
  expect(nameKeys("José", null, "")).toEqual(["jose"]);
  expect(nameKeys("李", "小龙")).toEqual(["小龙", "李"].toSorted());
});

it("searches for words as they are kept", () => {
  expect(searchWords("  Müller, ANNA anna ")).toEqual(["muller", "anna"]);
  expect(searchWords("O’Brien")).toEqual(["obrien"]);
  expect(nameKeys("Siobhan O'Brien")).toContain(searchWords("O'Brien")[0]);
  expect(nameKeys("Núñez-O'Brien")).toContain(searchWords("O'Brien")[0]);
  expect(searchWords(" - ")).toEqual([]);
});
