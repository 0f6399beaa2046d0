import { call, type Answer } from "./call.js";

/** Somebody at an address of their own, as a trusted proxy names it, who keeps the cookies they get. */
export type Visitor = {
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  login(email: string, password: string): Promise<Answer>;
  /** The value of `vitaledge_device`, as it was set last. */
  device(): string | undefined;
};

/** The server has to be told of one proxy: VITALEDGE_TRUSTED_PROXIES=1. */
export const visitorAt = (url: string, address: string, device?: string): Visitor => {
  let kept = device;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await call(url, "POST", `/api/auth/${path}`, body, {
      "x-forwarded-for": address, ...(kept && { cookie: `vitaledge_device=${kept}` }), ...headers,
    });
    kept = /vitaledge_device=([\w-]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? kept;
    return answer;
  };
  return { post, login: (email, password) => post("login", { email, password }), device: () => kept };
};

/** Works through all, so many at once; answers in their order. */
export const inParallel = async <T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let index = next++; index < all.length; index = next++) results[index] = await work(all[index]!);
  }));
  return results;
};
