import type { Command } from "commander";
import { createServer } from "../create-server.js";
import { DEMONSTRATION } from "../demo/demonstration-accounts.js";
import { seedDemonstration } from "../demo/seed.js";
import { settingsFromEnvironment } from "../platform/config.js";
import { OperatorError } from "../platform/operator-error.js";
import { closeOnSignal } from "../platform/shutdown.js";

export const registerDemo = (program: Command): void => {
  program
    .command("demo")
    .description("run the demonstration: the API with a clinic of made-up patients (never in production)")
    .option("--fresh", "throw away what is in the embedded database, and make the demonstration anew")
    .action(async ({ fresh = false }: { fresh?: boolean }) => {
      const settings = settingsFromEnvironment();
      if (settings.NODE_ENV === "production") throw new OperatorError("The demonstration never runs with NODE_ENV=production: its password is public.");
      const server = await createServer({ settings: { VITALEDGE_LOG_LEVEL: "warn", ...settings }, fresh, demonstration: true });
      closeOnSignal(server.close);
      const started = Date.now();
      if (await seedDemonstration(server.deps)) {
        process.stdout.write(`Made 60 patients with three months of readings in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
      }
      const board = server.deps.config.webDirectory === undefined ? "" : `  triage board  ${server.url}/\n`;
      process.stdout.write(welcome(server.url, board));
    });
};

const welcome = (url: string, board: string): string => `
VitalEdge runs at ${url}

${board}  account       ${DEMONSTRATION.email} / ${DEMONSTRATION.password}
  organization  ${DEMONSTRATION.organizationId}
  patient       ${DEMONSTRATION.patientId}

Three things to try:

  1. Sign in, and keep the token:
     TOKEN=$(curl -s ${url}/api/auth/login -H 'Content-Type: application/json' \\
       -d '{"email":"${DEMONSTRATION.email}","password":"${DEMONSTRATION.password}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')

  2. Record a reading:
     curl -s ${url}/api/observations -H "Authorization: Bearer $TOKEN" -H 'X-Organization-ID: ${DEMONSTRATION.organizationId}' \\
       -H 'Content-Type: application/json' -d '{"patientId":"${DEMONSTRATION.patientId}","metricDefinitionId":"metric_bp_systolic",
       "value":142,"unit":"mmHg","source":"DEVICE","recordedAt":"2025-01-31T10:30:00Z"}'

  3. See who needs attention first:
     curl -s ${url}/api/alerts/triage -H "Authorization: Bearer $TOKEN" -H 'X-Organization-ID: ${DEMONSTRATION.organizationId}'

The contract is at ${url}/openapi.json. Ctrl-C stops server and database; the data stay.
`;
