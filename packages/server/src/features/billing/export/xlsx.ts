import { Zip, ZipDeflate } from "fflate";
import type { ClaimLine } from "../lines.js";
import type { Cell } from "./columns.js";
import { COLUMNS } from "./columns.js";

/** Rows serialized and compressed at a time. */
const BATCH = 100;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts beside the sheet (ECMA-376); style 1 has two decimals. */
const PARTS: readonly (readonly [name: string, content: string])[] = [
  ["[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`],
  ["_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
  ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Claim lines" sheetId="1" r:id="rId1"/></sheets></workbook>`],
  ["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`],
  ["xl/styles.xml", `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="2" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`],
];

// The first row stays in sight.
const SHEET_HEAD = `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const SHEET_TAIL = "</sheetData></worksheet>";

const ENTITIES: { readonly [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for most control characters; ECMA-376 (22.9.2.19) writes them as `_xHHHH_`. */
const xmlText = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const MONEY: ReadonlySet<string> = new Set(["charge", "estimate"]);

const letterOf = (at: number): string => (at < 26 ? "" : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26));
const PLACES = COLUMNS.map(([name], at) => ({ letter: letterOf(at), isMoney: MONEY.has(name) }));

/** Texts stand inline as texts, so that none is ever a formula; days are texts, as in the other formats. */
const cellXml = (cell: Cell, at: number, row: number): string => {
  const { letter = "", isMoney } = PLACES[at] ?? {};
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return `<c r="${letter}${row}"><v>${cell}</v></c>`;
  if (isMoney && row > 1) return `<c r="${letter}${row}" s="1"><v>${cell}</v></c>`;
  return `<c r="${letter}${row}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
};

const rowXml = (cells: readonly Cell[], row: number): string => `<row r="${row}">${cells.map((cell, at) => cellXml(cell, at, row)).join("")}</row>`;

async function* sheetXml(lines: AsyncIterable<ClaimLine>): AsyncGenerator<string> {
  let text = XML + SHEET_HEAD + rowXml(COLUMNS.map(([name]) => name), 1);
  let row = 1;
  for await (const line of lines) {
    row += 1;
    text += rowXml(COLUMNS.map(([, cell]) => cell(line)), row);
    if (row % BATCH > 0) continue;
    yield text;
    text = "";
  }
  yield text + SHEET_TAIL;
}

// Read by its local parts, which are the same everywhere: the earliest time that a ZIP can tell.
const DATED = new Date(1980, 0, 1);

/** A workbook with one sheet of the columns, compressed as it is written: the same bytes for the same lines. */
export async function* exportXlsx(lines: AsyncIterable<ClaimLine>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const take = (): Uint8Array[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  const add = (name: string): ZipDeflate => {
    const entry = new ZipDeflate(name);
    entry.mtime = DATED;
    zip.add(entry);
    return entry;
  };
  const encoder = new TextEncoder();
  for (const [name, content] of PARTS) add(name).push(encoder.encode(XML + content), true);
  const sheet = add("xl/worksheets/sheet1.xml");
  for await (const text of sheetXml(lines)) {
    sheet.push(encoder.encode(text));
    yield* take();
  }
  sheet.push(new Uint8Array(0), true);
  zip.end();
  yield* take();
}
