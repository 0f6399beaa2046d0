import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentPractitioner } from "./practitioners.present.js";
import { createPractitioner, findPractitioners, getPractitioner, updatePractitioner } from "./practitioners.service.js";

type PractitionerHandlers = Pick<Handlers, "listPractitioners" | "createPractitioner" | "getPractitioner" | "updatePractitioner">;

export const practitionerHandlers: PractitionerHandlers = {
  listPractitioners: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => findPractitioners(tx, query)), presentPractitioner),
  }),

  createPractitioner: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const practitioner = presentPractitioner(await createPractitioner(tx, body));
      return { status: 201, body: practitioner, headers: { Location: `/api/practitioners/${practitioner.id}` } };
    }),

  getPractitioner: async ({ path }, scope) => ({
    status: 200,
    body: presentPractitioner(await scope.withTenant((tx) => getPractitioner(tx, path.id))),
  }),

  updatePractitioner: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentPractitioner(await updatePractitioner(tx, path.id, body, ifMatch)) })),
};
