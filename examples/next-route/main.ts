// What Next does with the files of `app`: this example runs without it.
import type { AddressInfo } from "node:net";
import { GET } from "./app/api/patients/[id]/readings/route.js";
import { DELETE, POST } from "./app/api/session/route.js";
import { serve } from "../node-server.js";

const route = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  const id = /^\/api\/patients\/(\w+)\/readings$/.exec(pathname)?.[1];
  if (pathname === "/api/session" && request.method === "POST") return POST(request);
  if (pathname === "/api/session" && request.method === "DELETE") return DELETE(request);
  if (id !== undefined && request.method === "GET") return GET(request, { params: Promise.resolve({ id }) });
  return new Response(null, { status: 404 });
};

const server = await serve(Number(process.env["PORT"] ?? "8093"), route);
console.log(`listens on port ${(server.address() as AddressInfo).port}`);
