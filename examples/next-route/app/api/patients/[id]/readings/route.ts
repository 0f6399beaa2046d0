import { withClient } from "../../../../../lib/client.js";

type Context = { params: Promise<{ id: string }> };

/** A page of a patient's readings; `?cursor=` goes on. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const cursor = new URL(request.url).searchParams.get("cursor") ?? undefined;
  return withClient(request, async (ve) => {
    // Whoever closes the browser ends the call to the API too.
    const page = await ve.patients.observations(id, { limit: 20, cursor }, { signal: request.signal }).page();
    const readings = page.data.map(({ metricDefinitionId, value, unit, recordedAt }) => ({ metricDefinitionId, value, unit, recordedAt }));
    return Response.json({ readings, cursor: page.cursor }, { headers: { "Cache-Control": "no-store" } });
  });
}
