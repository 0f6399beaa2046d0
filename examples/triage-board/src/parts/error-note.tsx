import { ApiError, ConnectionError, isVitalEdgeError, PermissionDeniedError, RateLimitError, UnexpectedResponseError } from "@vitaledge/sdk";

const nextStep = (error: unknown): string | undefined => {
  if (error instanceof ConnectionError) return "Check the network, then try again.";
  if (error instanceof RateLimitError) return "Too much was asked for at once. Wait a minute, then try again.";
  if (error instanceof PermissionDeniedError) return "Your role may not do this here. Ask an owner of the organization, or choose another organization.";
  if (error instanceof ApiError && error.status >= 500) return "Try again. If it stays, quote the request id to whoever runs the server.";
  return undefined;
};

const requestIdOf = (error: unknown): string | undefined =>
  error instanceof ApiError || error instanceof UnexpectedResponseError ? error.requestId : undefined;

type Props = { error: unknown; onRetry?: (() => void) | undefined };

/** What went wrong, what to do next, and the id to quote. */
export const ErrorNote = ({ error, onRetry }: Props) => {
  if (error === undefined) return null;
  const requestId = requestIdOf(error);
  return (
    <div className="note error" role="alert">
      <p>{isVitalEdgeError(error) ? error.message : "The page made a mistake. Reload it."} {nextStep(error)}</p>
      {error instanceof ApiError && error.fields.length > 0 && <ul>{error.fields.map(({ pointer, message }) => <li key={pointer}>{message}</li>)}</ul>}
      {requestId && <p className="quiet">Request id <code>{requestId}</code></p>}
      {onRetry && <button type="button" onClick={onRetry}>Try again</button>}
    </div>
  );
};
