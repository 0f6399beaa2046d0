import type { VitalEdge } from "@vitaledge/sdk";
import { mapDelivery } from "./mapping.js";
import { readDelivery, type Delivery } from "./vendor.js";

type Adapter = { ve: VitalEdge; secret: string };

/** Answers a delivery: 204 once its readings are stored, 401 where the vendor did not sign it; where anything fails it comes again. */
export const receive = async (request: Request, { ve, secret }: Adapter): Promise<Response> => {
  const delivery = readDelivery(request.headers, await request.text(), secret);
  if (delivery === undefined) return new Response(null, { status: 401 });
  await store(ve, delivery);
  return new Response(null, { status: 204 });
};

const store = async (ve: VitalEdge, delivery: Delivery): Promise<void> => {
  const { serial, manufacturer } = delivery.device;
  const found = await ve.devices.list({ serialNumber: serial }).toArray({ limit: 10 });
  const device = found.find((each) => each.manufacturer === manufacturer);
  if (device === undefined) return console.error(`${delivery.deliveryId}: no device of ours`);
  const { rows, unknown } = mapDelivery(delivery, device.id);
  const { created, duplicates, results } = await ve.observations.createMany(rows);
  const refused = results.flatMap(({ index, problem }) => (problem ? [`${rows[index]?.externalId} ${problem.code}`] : []));
  // Ids and codes alone: a log is no place for what was measured.
  console.log([`${delivery.deliveryId}: ${created} stored, ${duplicates} known`, ...unknown.map((what) => `unknown ${what}`), ...refused].join("; "));
};
