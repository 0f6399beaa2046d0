import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { withTenant } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { actorOf, type Scope } from "../../../http/scope.js";
import { accessAs, accessOf } from "../acts/access.js";
import type { FhirHandler, FhirRequest } from "../request.js";
import { openAsked, selectPiece, type ExportRow } from "./exports.sql.js";
import { ownExport } from "./own-export.js";
import type { Asked } from "./asked.js";

const decompress = promisify(gunzip);

type File = { type: string; file: number };

const notFound = (): never => fail("resource_not_found", { detail: "The export has no such file." });

const fileOf = ({ path }: FhirRequest): File => {
  const [, type, file] = /^([A-Z][A-Za-z]+)-(\d{1,6})$/.exec(path.file ?? "") ?? notFound();
  return { type: type!, file: Number(file) };
};

/** What the caller may see of the type now has to hold what the export was made with. */
const expectSeen = (request: FhirRequest, scope: Scope, job: ExportRow, { types, base }: Asked, type: string): void => {
  const [now, then] = [accessOf(scope, request.base), accessAs(job.actor, base)];
  for (const each of type === "Bundle" ? types : type === "OperationOutcome" ? [] : [type]) {
    const restriction = now.restrict(each);
    if (restriction === "all" || JSON.stringify(restriction) === JSON.stringify(then.restrict(each)) && restriction !== "none") continue;
    fail("permission_denied", { detail: `${each}: the token does not hold what this file was made with.` });
  }
};

/** Piece by piece, each in a transaction of its own: they change no more. */
async function* piecesOf({ deps, organizationId, actor }: Scope, exportId: string, file: File, asGzip: boolean): AsyncGenerator<Buffer> {
  let position = -1;
  for (;;) {
    const piece = await withTenant(deps, organizationId, actor!, (tx) => selectPiece(tx, exportId, file, position));
    if (!piece) return;
    position = piece.position;
    const bytes = Buffer.from(piece.content, "base64");
    yield asGzip ? bytes : await decompress(bytes);
  }
}

const takesGzip = (header: string | undefined): boolean => /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(header ?? "");

export const exportFile: FhirHandler = async (request, scope) => {
  actorOf(scope);
  const file = fileOf(request);
  const job = await scope.withTenant(async (tx) => {
    const found = await ownExport(tx, request);
    if (found.status !== "DONE" || !(await selectPiece(tx, found.id, file, -1))) notFound();
    expectSeen(request, scope, found, openAsked(tx, found), file.type);
    return { id: found.id };
  });
  const asGzip = takesGzip(request.header("Accept-Encoding"));
  return {
    status: 200,
    headers: { "Content-Type": "application/fhir+ndjson", "Vary": "Accept-Encoding", "Cache-Control": "private, no-store", ...(asGzip && { "Content-Encoding": "gzip" }) },
    body: Readable.from(piecesOf(scope, job.id, file, asGzip), { objectMode: false }),
  };
};
