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

  createDevice: async ({ body }, scope) => {
    const device = presentDevice(await scope.withTenant((tx) => createDevice(tx, body)));
    return { status: 201, body: device, headers: { Location: `/api/devices/${device.id}` } };
  },

  getDevice: async ({ path }, scope) => ({ status: 200, body: presentDevice(await scope.withTenant((tx) => getDevice(tx, path.id))) }),

  updateDevice: async ({ path, body, ifMatch }, scope) => ({
    status: 200,
    body: presentDevice(await scope.withTenant((tx) => updateDevice(tx, path.id, body, ifMatch))),
  }),

  assignDevice: async ({ path, body }, scope) => ({
    status: 200,
    body: presentDevice(await scope.withTenant((tx) => assignDevice(tx, path.id, body.patientId, instantOf(body.from, tx.now)))),
  }),

  unassignDevice: async ({ path, body }, scope) => ({
    status: 200,
    body: presentDevice(await scope.withTenant((tx) => unassignDevice(tx, path.id, instantOf(body?.at, tx.now)))),
  }),
};
