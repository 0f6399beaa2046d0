import type { Readable } from "node:stream";
import type { operations as Ops } from "@vitaledge/contract/schema";
import type { Scope } from "./scope.js";

export type OperationId = keyof Ops & string;

type JsonOf<C> = C extends { "application/json": infer J } ? J : never;
// What is not JSON is streamed: the contract knows its media type, not its form.
type AnswerBody<R> = R extends { content: infer C } ? (keyof C extends "application/json" ? JsonOf<C> : JsonOf<C> | Readable | string) : undefined;

/** Just the statuses the contract declares, each with its own body. Refusals are thrown (`fail`). */
export type Reply<Id extends OperationId> = {
  [S in keyof Ops[Id]["responses"]]: { status: S; body: AnswerBody<Ops[Id]["responses"][S]>; headers?: Record<string, string> };
}[keyof Ops[Id]["responses"]];

type Part<Id extends OperationId, Name extends string> = Ops[Id] extends { parameters: infer P }
  ? Name extends keyof P ? NonNullable<P[Name]> : Record<never, never>
  : Record<never, never>;

type RequestBody<Id extends OperationId> = Ops[Id] extends { requestBody: { content: infer C } }
  ? C[keyof C]
  : Ops[Id] extends { requestBody?: { content: infer C } }
    ? C[keyof C] | undefined
    : undefined;

/** What a handler is given: checked against the contract, nothing else is in it. */
export type Input<Id extends OperationId> = {
  path: Part<Id, "path">;
  query: Part<Id, "query">;
  body: RequestBody<Id>;
  /** The version named by If-Match. */
  ifMatch: number | undefined;
  mediaType: string | undefined;
};

export type Handler<Id extends OperationId> = (input: Input<Id>, scope: Scope) => Promise<Reply<Id>>;

/** Total: an operation without a handler, or a handler without an operation, does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
