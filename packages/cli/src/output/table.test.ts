import { describe, expect, it } from "vitest";
import { csvPrinter, guardFormula } from "./csv.js";
import { jsonPrinter } from "./json.js";
import { tablePrinter, tsvPrinter } from "./table.js";
import { findRows, renderCell } from "./cells.js";

const COLUMNS = [{ path: "id" }, { path: "patient.lastName", masked: true }, { path: "patient.birthDate", masked: true }, { path: "value" }] as const;
const ROWS = [
  { id: "a", patient: { lastName: "Example", birthDate: "1950-01-01" }, value: -5 },
  { id: "long", patient: { lastName: "Ünal", birthDate: null }, value: null },
];

describe("a table on a terminal", () => {
  it("pads its columns and masks who it is about", () => {
    const printer = tablePrinter(COLUMNS, { showPhi: false, color: false });
    expect(printer.rows(ROWS)).toBe(
      "ID    LAST NAME  BIRTH DATE  VALUE\n" +
      "a     E***       ***         -5\n" +
      "long  Ü***\n",
    );
  });

  it("shows it when asked, keeps the first page's widths, and has its titles once", () => {
    const printer = tablePrinter(COLUMNS, { showPhi: true, color: true });
    const [title, first] = printer.rows(ROWS).split("\n");
    expect(title).toBe("\u001b[1mID    LAST NAME  BIRTH DATE  VALUE\u001b[22m");
    expect(first).toBe("a     Example    1950-01-01  -5");
    expect(printer.rows([ROWS[0] ?? {}])).toBe("a     Example    1950-01-01  -5\n");
  });
});

describe("values in a pipe", () => {
  it("are parted by tabs and not masked", () => {
    const printer = tsvPrinter(COLUMNS);
    expect(printer.head() + printer.rows(ROWS)).toBe(
      "id\tpatient.lastName\tpatient.birthDate\tvalue\na\tExample\t1950-01-01\t-5\nlong\tÜnal\t\t\n",
    );
  });

  it("never break a line or move a cursor", () => {
    expect(renderCell("one\ttwo\nthree\u001b[2J")).toBe("one two three [2J");
    expect(renderCell(["a", null, "b"])).toBe("a,,b");
    expect(renderCell({ a: 1 })).toBe('{"a":1}');
  });
});

describe("csv", () => {
  it("quotes as RFC 4180 has it", () => {
    const printer = csvPrinter([{ path: "a" }, { path: "b" }]);
    expect(printer.head() + printer.rows([{ a: 'say "x"', b: "one,two" }, { a: "line\nend", b: true }])).toBe(
      'a,b\r\n"say ""x""","one,two"\r\n"line\nend",true\r\n',
    );
    expect(printer.rows([])).toBe("");
  });

  it.each(["=1", "+1", "-1", "@x", "\tx", "\rx"])("makes text of %j", (text) => expect(guardFormula(text)).toBe(`'${text}`));

  it("leaves numbers and what is not at the beginning", () => {
    expect(csvPrinter([{ path: "a" }]).rows([{ a: -5 }, { a: "a=1" }])).toBe("-5\r\na=1\r\n");
  });
});

describe("json", () => {
  it("is one array over all pages", () => {
    const printer = jsonPrinter();
    const text = printer.head() + printer.rows([{ a: 1 }]) + printer.rows([{ a: "x\ny" }, { a: 3 }]) + printer.tail();
    expect(JSON.parse(text)).toEqual([{ a: 1 }, { a: "x\ny" }, { a: 3 }]);
    const empty = jsonPrinter();
    expect(empty.head() + empty.rows([]) + empty.tail()).toBe("[]\n");
  });
});

describe("rows of an answer", () => {
  it("stand in the list that its columns name", () => {
    const answer = { month: "2026-01", codes: [{ code: "99454" }, { code: "99457" }] };
    expect(findRows(answer, [{ path: "codes.code" }])).toEqual({ rows: answer.codes, columns: [{ path: "code" }] });
    expect(findRows(answer, [{ path: "month" }]).rows).toEqual([answer]);
  });
});
