import { createClient, toResponse, withClient } from "../../../lib/client.js";
import { readCookie, writeCookie } from "../../../lib/cookie.js";
import { createStore, removeStore } from "../../../lib/sessions.js";

/** Signs in: `{ email, password, code? }`. */
export async function POST(request: Request): Promise<Response> {
  const { email, password, code = "" } = (await request.json()) as { email: string; password: string; code?: string };
  const { id, store } = createStore();
  const ve = createClient(store);
  try {
    const login = await ve.auth.login({ email, password });
    if (login.status === "mfa_required") await login.challenge.verify({ code });
    const { memberships } = await ve.auth.me();
    return Response.json({ memberships }, { headers: { "Set-Cookie": writeCookie(id) } });
  } catch (error) {
    removeStore(id);
    return toResponse(error);
  }
}

export async function DELETE(request: Request): Promise<Response> {
  return withClient(request, async (ve) => {
    await ve.auth.logout();
    removeStore(readCookie(request));
    return new Response(null, { status: 204, headers: { "Set-Cookie": writeCookie("") } });
  });
}
