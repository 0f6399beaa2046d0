import type { operations } from "@vitaledge/contract/schema";
import type { ListBody, Paged } from "./paginate.js";

export type OperationId = keyof operations & string;

type Success = 200 | 201 | 202 | 204;
// Where an answer also comes as a file, a call is for the JSON.
type Content<R> = R extends { content: infer C }
  ? C extends { "application/json": infer J } ? J : C extends Record<string, unknown> ? C[keyof C] : undefined
  : undefined;
type Answers<R> = { [S in keyof R & Success]: Content<R[S]> }[keyof R & Success];

/** What an operation answers when it succeeds. */
export type AnswerOf<Id extends OperationId> = Answers<operations[Id]["responses"]>;

type Json<C> = C extends { "application/json": infer B } | { "application/x-www-form-urlencoded": infer B } ? B : never;

/** The JSON body, or the fields of the form, that an operation takes. */
export type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody?: infer R }
  ? NonNullable<R> extends { content: infer C } ? Json<C> : never
  : never;

/** The query parameters of an operation. */
export type QueryOf<Id extends OperationId> = operations[Id]["parameters"] extends { query?: infer Q } ? NonNullable<Q> : never;

/** One item of a list. */
export type ItemOf<Id extends OperationId> = AnswerOf<Id> extends { data: readonly (infer T)[] } ? T : never;

/** What the method of a list operation answers. */
export type PagedOf<Id extends OperationId> = Paged<ItemOf<Id>, AnswerOf<Id> & ListBody<ItemOf<Id>>>;
