import { parseArgs } from "node:util";
import { VitalEdge } from "@vitaledge/sdk";
import { importFolder } from "./import-folder.js";
import { formatSummary } from "./summary.js";

const USAGE = `Usage: tsx examples/import-synthea/src/main.ts FOLDER [options]

  FOLDER               a folder of Synthea's FHIR R4 bundles
  --base-url URL       the server (http://127.0.0.1:8080)
  --organization ID    the organization to import into (org_abc123)
  --email ADDRESS      the account; its password is read from standard input.
                       Without it, the account of the demonstration.
`;

/** The account that every demonstration prints; it exists nowhere else. */
const DEMONSTRATION = { email: "user@example.com", password: "secure_password" };

const readStandardInput = async (): Promise<string> => {
  if (process.stdin.isTTY) throw new Error("Pipe the password into standard input.");
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("utf8").replace(/\r?\n$/, "");
};

const run = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      "base-url": { type: "string", default: "http://127.0.0.1:8080" },
      organization: { type: "string", default: "org_abc123" },
      email: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [folder] = positionals;
  if (values.help || folder === undefined) return void process.stdout.write(USAGE);
  const account = values.email === undefined ? DEMONSTRATION : { email: values.email, password: await readStandardInput() };
  const ve = new VitalEdge({ baseUrl: values["base-url"], organizationId: values.organization });
  const login = await ve.auth.login(account);
  if (login.status === "mfa_required") throw new Error("This account has a second factor; the import needs one without.");
  try {
    process.stdout.write(formatSummary(await importFolder(ve, folder)));
  } finally {
    await ve.auth.logout();
  }
};

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
