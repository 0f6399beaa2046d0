// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.
import type { OperationId } from "@vitaledge/contract";

export type ValidationError = {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
};

/** The errors of the last call stand on the function: read them at once. */
export type Validate = ((value: unknown) => boolean) & { errors?: ValidationError[] | null };

export type OperationValidators = {
  readonly path: Validate;
  readonly query: Validate;
  /** By media type; null where the body is not JSON. */
  readonly body: Readonly<Record<string, Validate | null>>;
  /** By status and media type; null where the body is not JSON. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Validate | null>>>>;
};

export declare const validators: { readonly [Id in OperationId]: OperationValidators };

/** The components that requests are made of, by name. */
export declare const schemas: Readonly<Record<string, Validate>>;
