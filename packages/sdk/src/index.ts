export { VitalEdge } from "./vital-edge.js";
export { createClient } from "./create-client.js";
export type { NamespaceOf, SmallClient } from "./create-client.js";
export * from "./namespaces.js";
export type { WatchedEvent, WatchOptions } from "./watch.js";
export type { Namespaces } from "./vital-edge.js";
export type { Middleware, OutgoingRequest } from "./middleware.js";
export type { CallOptions, Defaults, FetchLike, VitalEdgeOptions } from "./options.js";
export { bearer, clientCredentials, session, tokens } from "./auth.js";
export type { Auth, SessionView, TokenProvider } from "./auth.js";
export type { Credentials } from "./client-credentials.js";
export { memoryStore, webStore } from "./stores.js";
export type { SessionStore, StoredSession, WebStorage } from "./stores.js";
export type { SessionChange } from "./announcer.js";
export type { AlertsApi } from "./namespaces/alerts.js";
export type { AuthApi, Authenticated, LoginResult, MfaChallenge, SignedInUser } from "./namespaces/auth.js";
export type { EndOfEnrollment, EnrollmentsApi } from "./namespaces/enrollments.js";
export type { EventsApi, Watching } from "./namespaces/events.js";
export type { ObservationsApi } from "./namespaces/observations.js";
export type * from "./generated/methods.js";
export { Call } from "./call.js";
export type { Answer, Result } from "./call.js";
export { Paged } from "./paginate.js";
export type { ListBody, Page } from "./paginate.js";
export { Download } from "./download.js";
export type { FileOptions, SavedFile } from "./to-file.js";
export type { BulkReport, CreateManyOptions, ObservationRow } from "./create-many.js";
export type { RateLimit } from "./rate-limit.js";
export type { Hooks, Logger, LogLevel, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.js";
export type { AnswerOf, BodyOf, ItemOf, OperationId, PagedOf, QueryOf } from "./operation-types.js";
export {
  AbortError, ApiError, AuthenticationError, BadRequestError, ConfigurationError, ConflictError, ConnectionError,
  IdempotencyConflictError, IntegrityError, MfaRequiredError, NotFoundError, PermissionDeniedError, PreconditionFailedError,
  RateLimitError, ServerError, SessionExpiredError, TimeoutError, UnexpectedResponseError, ValidationError, VitalEdgeError,
  isVitalEdgeError,
} from "./errors.js";
export type { FieldError, Problem, ProblemCode, TimeoutPhase } from "./errors.js";
export { VERSION } from "./version.js";
// The contract's schemas by their names; what is exported above by the same name comes first.
export type * from "./generated/models.js";
