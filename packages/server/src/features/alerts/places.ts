import { fail } from "../../http/problem.js";

/** A cursor that says it is one of this list, and holds what no such cursor does. */
export const refuseCursor = (): never =>
  fail("invalid_request", {
    detail: "The cursor is not one of this list. Start again without a cursor.",
    errors: [{ pointer: "/query/cursor", code: "cursor", message: "is not a cursor of this list" }],
  });

export const expectInstant = (text: string): string => (Number.isNaN(Date.parse(text)) ? refuseCursor() : new Date(text).toISOString());

export const expectNumber = (text: string): number => (/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : refuseCursor());
