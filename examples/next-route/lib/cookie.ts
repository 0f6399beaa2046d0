const NAME = "clinic_session";
const SEVEN_DAYS = 604_800;

export const readCookie = (request: Request): string =>
  new RegExp(`(?:^|; )${NAME}=([\\w-]+)`).exec(request.headers.get("cookie") ?? "")?.[1] ?? "";

/** No script of the page reads it, and no other site sends it. */
export const writeCookie = (id: string): string => `${NAME}=${id}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${id === "" ? 0 : SEVEN_DAYS}`;
