import { verifyWebhook, WebhookVerificationError, type WebhookEvent } from "@vitaledge/sdk/webhooks";
import type { Seen } from "./seen.js";

type Receiver = { secret: string; seen: Seen; handle(event: WebhookEvent): Promise<void> };

/** Answers a webhook: 204 once its event is dealt with, 400 where it is nobody's we know; where `handle` throws it is sent again. */
export const receive = async (request: Request, { secret, seen, handle }: Receiver): Promise<Response> => {
  try {
    // As it arrived: text that was parsed and written again has another signature.
    const event = await verifyWebhook({ secret, headers: request.headers, body: await request.text() });
    await seen.once(event.id, () => handle(event));
    return new Response(null, { status: 204 });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return new Response(null, { status: error instanceof WebhookVerificationError ? 400 : 500 });
  }
};
