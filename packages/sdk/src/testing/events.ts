import type { Event } from "../generated/models.js";

/** The stream of `alerts.watch()`, which a test feeds. */
export class MockEvents {
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #count = 0;

  /** To every stream that is open now. */
  emit(event: Event): void {
    this.#count += 1;
    const text = `id: ${this.#count}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    for (const stream of this.#open) stream.enqueue(new TextEncoder().encode(text));
  }

  /** Ends every stream, as the server does when their tokens end. */
  close(): void {
    for (const stream of this.#open) stream.close();
    this.#open.clear();
  }

  answer(): Response {
    const open = this.#open;
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        open.add(controller);
        controller.enqueue(new TextEncoder().encode("retry: 100\n\n"));
      },
      cancel() {
        if (own !== undefined) open.delete(own);
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }
}
