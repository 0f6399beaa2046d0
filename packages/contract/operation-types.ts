/** The types at the head of the generated operation table, as text. */
export const OPERATION_TYPES = `export type HttpMethod = "get" | "post" | "put" | "patch" | "delete";

export type QueryParameter = {
  readonly name: string;
  /** \`strings\` is a list, comma separated. */
  readonly kind: "string" | "integer" | "number" | "boolean" | "strings";
  readonly required: boolean;
};

export type Operation = {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly permission: Permission | "public" | "session";
  readonly audit: false | { readonly resource: string; readonly action: string };
  readonly auth: "none" | "optional" | "bearer";
  /** Whether X-Organization-ID is needed. */
  readonly organization: boolean;
  readonly public: boolean;
  /** Whether it is of the FHIR endpoint: SMART clients are let in, and a program's token names the organization. */
  readonly fhir: boolean;
  /** Whether sending it again does no harm. */
  readonly idempotent: boolean;
  readonly pathParams: readonly { readonly name: string }[];
  readonly query: readonly QueryParameter[];
  /** Whether it takes an Idempotency-Key. */
  readonly idempotencyKey: boolean;
  readonly ifMatch: boolean;
  readonly body: null | {
    readonly required: boolean;
    readonly mediaTypes: readonly string[];
    readonly maxBytes: number;
    /** The component's name, where the body is one. */
    readonly schema: string | null;
  };
  /** Media types by status; none where there is no body. */
  readonly responses: { readonly [status: string]: readonly string[] };
  /** Top-level properties of the resource that a body must not hold. */
  readonly readOnly: readonly string[];
  /** Codes of problems beyond those every operation shares. */
  readonly problems: readonly string[];
  readonly sdk: null | { readonly namespace: string; readonly method: string };
  readonly cli: null | { readonly command: string; readonly columns: readonly string[] };
  /** Dates: since when it is deprecated, and when it will be gone. */
  readonly deprecation?: { readonly since: string; readonly sunset: string };
  readonly pagination: null | { readonly cursor: string; readonly items: string; readonly next: string };
};
`;
