import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentDevice } from "./devices.present.js";
import { assignDevice, createDevice, findDevices, getDevice, unassignDevice, updateDevice } from "./devices.service.js";

type DeviceHandlers = Pick<Handlers, "listDevices" | "createDevice" | "getDevice" | "updateDevice" | "assignDevice" | "unassignDevice">;

const instantOf = (text: string | undefined, otherwise: Date): Date => (text === undefined ? otherwise : new Date(text));

export const deviceHandlers: DeviceHandlers = {
  listDevices: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => findDevices(tx, query)), presentDevice),
  }),

  createDevice: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const device = presentDevice(await createDevice(tx, body));
      return { status: 201, body: device, headers: { Location: `/api/devices/${device.id}` } };
    }),

  getDevice: async ({ path }, scope) => ({ status: 200, body: presentDevice(await scope.withTenant((tx) => getDevice(tx, path.id))) }),

  updateDevice: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentDevice(await updateDevice(tx, path.id, body, ifMatch)) })),

  assignDevice: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({
      status: 200,
      body: presentDevice(await assignDevice(tx, path.id, body.patientId, instantOf(body.from, tx.now))),
    })),

  unassignDevice: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentDevice(await unassignDevice(tx, path.id, instantOf(body?.at, tx.now))) })),
};
