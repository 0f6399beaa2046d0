import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { OperatorError } from "../../platform/operator-error.js";
import { makePage, type Page } from "./page.js";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff2": "font/woff2",
};
/** Names with a hash of the content, as bundlers give them. */
const HASHED = /-[\w-]{8}\.\w+$/;

/**
 * The files of a built web application by their paths, read once: `index.html` is `/`.
 * @throws OperatorError where the folder holds none.
 */
export const readWebFolder = (folder: string): Map<string, Page> => {
  const pages = new Map(listFiles(folder).flatMap((name) => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [[`/${name}`, makePage(type, readFileSync(join(folder, name)), HASHED.test(name))] as const];
  }));
  const index = pages.get("/index.html");
  if (index === undefined) throw new OperatorError(`VITALEDGE_WEB_DIR names ${folder}, which holds no index.html. Build the application first, or leave the setting out.`);
  return pages.set("/", index);
};

const listFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.replace(/[/\\]+$/, "").length + 1).replaceAll("\\", "/"));
  } catch {
    return [];
  }
};
