import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentEnrollment, presentStep } from "./enrollments.present.js";
import { createEnrollment, getEnrollment, listEnrollments, readHistory, updateEnrollment } from "./enrollments.service.js";

type EnrollmentOperation = "listEnrollments" | "createEnrollment" | "getEnrollment" | "updateEnrollment" | "listEnrollmentHistory";

export const enrollmentHandlers: Pick<Handlers, EnrollmentOperation> = {
  listEnrollments: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listEnrollments(tx, query), presentEnrollment) })),

  createEnrollment: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const enrollment = presentEnrollment(await createEnrollment(tx, body));
      return { status: 201, body: enrollment, headers: { Location: `/api/enrollments/${enrollment.id}` } };
    }),

  getEnrollment: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentEnrollment(await getEnrollment(tx, path.id)) })),

  updateEnrollment: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentEnrollment(await updateEnrollment(tx, path.id, body, ifMatch)) })),

  listEnrollmentHistory: ({ path, query }, scope) =>
    scope.withTenant(async (tx) => {
      const { patientId, ...page } = await readHistory(tx, path.id, query);
      scope.trail.concern([patientId]);
      return { status: 200, body: listBody(page, presentStep) };
    }),
};
