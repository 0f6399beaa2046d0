import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { startFake } from "../cli/fake-server.js";
import { installProgram } from "../cli/program.js";
import { SMALL_DISK } from "./full-disk.js";
import { program } from "./needs.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const FILE = Buffer.from("code,patient,amount\r\n".repeat(50_000));

/** As the server does it: whole, or from where a part ends. */
const serve: RequestListener = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, {
    "Content-Type": "text/csv", ETag: '"of-this-file"', "Accept-Ranges": "bytes", "Content-Length": String(FILE.length - from),
    "Repr-Digest": `sha-256=:${createHash("sha256").update(FILE).digest("base64")}:`,
    ...(from > 0 && { "Content-Range": `bytes ${from}-${FILE.length - 1}/${FILE.length}` }),
  }).end(FILE.subarray(from));
};

// A mount namespace of its own: the small disk is nobody else's, and goes with the shell.
const SCRIPT = `
mount -t tmpfs -o size=256k none disk && cd disk
export="$NODE $VITALEDGE billing export --month 2026-01 --allow-held --quiet -o january.csv"
$export; echo "first $? $(ls | tr '\\n' ' ')"
mount -o remount,size=4m . 2>/dev/null || mount -o remount,size=4m "$PWD"
$export --resume; echo "second $? $(ls | tr '\\n' ' ')$(sha256sum < january.csv | cut -d' ' -f1)"
`;

const runScript = (cwd: string, environment: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn("unshare", ["--mount", "sh", "-c", SCRIPT], { cwd, env: { ...process.env, ...environment } });
    let told = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (told += text));
    child.on("error", reject);
    child.on("close", () => resolve(told));
  });

export const cliFullDisk: Part = {
  name: "cli-full-disk",
  shows: "an export onto a full disk says so and leaves nothing under its name; with room again --resume makes it whole",
  needs: [...SMALL_DISK, program("sha256sum", "coreutils")],
  async run() {
    const [fake, program] = await Promise.all([startFake(), installProgram()]);
    fake.answer = serve;
    try {
      await mkdir(join(program.folder, "disk"));
      const told = await runScript(program.folder, {
        ...fake.environment, NODE: process.execPath, VITALEDGE: join(program.folder, "dist", "vitaledge.js"), VITALEDGE_CONFIG_DIR: join(program.folder, "config"),
      });
      expect(/^first 2 january\.csv\.part january\.csv\.part\.etag $/m.test(told) && told.includes("the disk is full"), `a full disk is told, with exit 2 and the part alone: ${told}`);
      const digest = createHash("sha256").update(FILE).digest("hex");
      expect(told.includes(`second 0 january.csv ${digest}`), `with room again the file is whole: ${told}`);
      expect(fake.requests.at(-1)?.headers.range !== undefined, "what was there is not asked for again");
    } finally {
      await Promise.all([fake.close(), program.remove()]);
    }
  },
};
