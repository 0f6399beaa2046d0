import type { Operations } from "./generated/models.js";
import type { ListBody, Paged } from "./paginate.js";

/** The name of an operation in the contract. */
export type OperationId = keyof Operations;

/** What an operation answers when it succeeds; where an answer also comes as a file, its JSON. */
export type AnswerOf<Id extends OperationId> = Operations[Id]["answer"];

/** The JSON body, or the fields of the form, that an operation takes. */
export type BodyOf<Id extends OperationId> = Operations[Id]["body"];

/** The query parameters of an operation. */
export type QueryOf<Id extends OperationId> = Operations[Id]["query"];

/** One item of a list. */
export type ItemOf<Id extends OperationId> = Operations[Id]["item"];

/** What the method of a list operation answers. */
export type PagedOf<Id extends OperationId> = Paged<ItemOf<Id>, AnswerOf<Id> & ListBody<ItemOf<Id>>>;
