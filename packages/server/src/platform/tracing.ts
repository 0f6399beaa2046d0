import { AsyncLocalStorage } from "node:async_hooks";
import { OperatorError } from "./operator-error.js";

/** Operations, codes, statuses and sizes: nothing of what was asked for, nor of whom. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A piece of work with a beginning and an end. */
export type Span = {
  /** 32 hexadecimal digits, as W3C Trace Context has them. */
  readonly traceId: string;
  rename(name: string): void;
  set(attributes: Attributes): void;
  child(name: string): Span;
  end(failed: boolean): void;
};

export type Tracing = {
  /** Opens the span of a request, in the trace that its caller names. */
  request(caller: TraceParent | undefined): Span;
  /** Sends what has not been sent yet, as far as a moment allows. */
  stop(): Promise<void>;
};

export type TraceParent = { traceId: string; spanId: string; flags: number };

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** The header `traceparent` of W3C Trace Context; undefined where it does not have the form. */
export const parseTraceParent = (header: string): TraceParent | undefined => {
  const [, version = "", traceId = "", spanId = "", flags = ""] = FORM.exec(header) ?? [];
  if (version === "" || version === "ff" || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  if (version === "00" && header.length !== 55) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
};

const current = new AsyncLocalStorage<Span>();

/** Does work as that of the span: what `traced` measures in it is the span's. */
export const within = <T>(span: Span, work: () => T): T => current.run(span, work);

/** Measures work as a part of what it is done for. Where nothing is traced, it is just done. */
export const traced = <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const parent = current.getStore();
  return parent ? measured(parent.child(name), work) : work();
};

const measured = async <T>(span: Span, work: () => Promise<T>): Promise<T> => {
  try {
    const result = await within(span, work);
    span.end(false);
    return result;
  } catch (error) {
    span.end(true);
    throw error;
  }
};

export const annotate = (attributes: Attributes): void => current.getStore()?.set(attributes);

const asItIs = <T>(work: () => T): T => work();

/** For work that is done later, or for several at once: does it as that of the present span. */
export const keepSpan = (): (<T>(work: () => T) => T) => {
  const span = current.getStore();
  return span ? (work) => within(span, work) : asItIs;
};

type Given = { otlpEndpoint: string | undefined };

/**
 * Undefined where no endpoint is set: then the packages that send spans are not even loaded.
 * @throws OperatorError where they are not installed.
 */
export const openTracing = async (
  { otlpEndpoint }: Given, onLost: (spans: number) => void, load = () => import("./send-spans.js"),
): Promise<Tracing | undefined> => {
  if (otlpEndpoint === undefined) return undefined;
  const { sendSpans } = await load().catch((error: unknown) => {
    throw isMissing(error) ? new OperatorError(NOT_INSTALLED) : error;
  });
  return sendSpans(otlpEndpoint, onLost);
};

const NOT_INSTALLED = "OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages that send traces are not installed. Run `npm install @opentelemetry/api@1.10.0 @opentelemetry/exporter-trace-otlp-http@0.223.0 @opentelemetry/resources@2.12.0 @opentelemetry/sdk-trace-base@2.12.0` beside @vitaledge/server, or leave the setting out.";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
