import { setTimeout as sleep } from "node:timers/promises";
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span as OtelSpan, type Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { Span, TraceParent, Tracing } from "./tracing.js";

// Loaded where traces are sent alone: see openTracing. Contexts are handed on by hand, for those of the library are one for
// the whole process.

/** Milliseconds that a collector is given, and that stopping waits for it. */
const SEND_WITHIN = 5_000;
const STOP_WITHIN = 2_000;

const tracesOf = (endpoint: string): string => `${endpoint.replace(/\/+$/, "")}/v1/traces`;

/** A collector that is away costs spans, never a request: they are counted and forgotten. */
const counting = (exporter: SpanExporter, onLost: (spans: number) => void): SpanExporter => ({
  export: (spans, done) => exporter.export(spans, (result) => {
    if (result.code !== 0) onLost(spans.length);
    done(result);
  }),
  forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  shutdown: () => exporter.shutdown(),
});

const contextOf = (caller: TraceParent | undefined): Context =>
  caller ? trace.setSpanContext(ROOT_CONTEXT, { traceId: caller.traceId, spanId: caller.spanId, traceFlags: caller.flags, isRemote: true }) : ROOT_CONTEXT;

const spanOf = (tracer: Tracer, span: OtelSpan, context: Context): Span => ({
  traceId: span.spanContext().traceId,
  rename: (name) => void span.updateName(name),
  set: (attributes) => void span.setAttributes(attributes),
  child(name) {
    const own = trace.setSpan(context, span);
    return spanOf(tracer, tracer.startSpan(name, { kind: SpanKind.INTERNAL }, own), own);
  },
  end(failed) {
    // Without the error: its message may quote a row.
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  },
});

/** Sends spans by OTLP over HTTP. What the standard's other variables (`OTEL_...`) say is read by the library itself. */
export const sendSpans = (endpoint: string, onLost: (spans: number) => void): Tracing => {
  const exporter = counting(new OTLPTraceExporter({ url: tracesOf(endpoint), timeoutMillis: SEND_WITHIN }), onLost);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "vitaledge" }), spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer("vitaledge");
  return {
    request(caller) {
      const context = contextOf(caller);
      return spanOf(tracer, tracer.startSpan("request", { kind: SpanKind.SERVER }, context), context);
    },
    async stop() {
      const timer = new AbortController();
      const late = sleep(STOP_WITHIN, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      timer.abort();
    },
  };
};
