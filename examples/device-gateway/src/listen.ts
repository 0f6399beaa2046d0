import { createServer, type IncomingMessage, type Server } from "node:http";
import { json } from "node:stream/consumers";
import type { ObservationRow } from "@vitaledge/sdk";

/** What a device sends: its id, and what it measured. Whose it is the server knows by the device. */
type Reading = Pick<ObservationRow, "metricDefinitionId" | "value" | "unit" | "recordedAt"> & { deviceId: string };

const FIELDS = ["deviceId", "metricDefinitionId", "value", "unit", "recordedAt"] as const;

/** Takes a reading a request from the devices of the house, and answers 202 once `keep` has it. A device that hears nothing sends again. */
export const listen = (port: number, keep: (line: string) => Promise<void>): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      void receive(request, keep).then((status) => response.writeHead(status).end(), () => response.writeHead(500).end());
    });
    server.listen(port, "127.0.0.1", () => resolve(server));
  });

const receive = async (request: IncomingMessage, keep: (line: string) => Promise<void>): Promise<number> => {
  const reading: unknown = await json(request).catch(() => undefined);
  if (!isReading(reading)) return 400;
  const { deviceId, metricDefinitionId, value, unit, recordedAt } = reading;
  await keep(JSON.stringify({ deviceId, metricDefinitionId, value, unit, recordedAt, source: "DEVICE" }));
  return 202;
};

const isReading = (value: unknown): value is Reading => typeof value === "object" && value !== null && FIELDS.every((name) => name in value);
