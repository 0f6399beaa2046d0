import { connect } from "node:net";
import { Secret, TOTP } from "otpauth";
import { runPlain } from "../../packages/server/src/db/connection.js";
import { sql } from "../../packages/server/src/db/sql.js";
import { openMail } from "../../packages/server/src/outbox/append.js";
import { PASSWORD } from "./actors.js";
import { call, type Answer } from "./call.js";
import type { TestServer } from "./server.js";

export type Pair = { accessToken: string; refreshToken: string };

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** The operations under `/api/auth`, as a client without an SDK sends them. */
export const authCalls = (url: string) => {
  const ask = (method: string, path: string, token?: string, body?: unknown): Promise<Answer> =>
    call(url, method, `/api/auth/${path}`, body, token === undefined ? {} : bearer(token));
  return {
    login: (email: string, password = PASSWORD) => ask("POST", "login", undefined, { email, password }),
    refresh: (refreshToken: string) => ask("POST", "refresh", undefined, { refreshToken }),
    me: (token: string) => ask("GET", "me", token),
    logout: (refreshToken: string) => ask("POST", "logout", undefined, { refreshToken }),
    logoutEverywhere: (token: string) => ask("POST", "logout?everywhere=true", token),
    sessions: (token: string) => ask("GET", "sessions", token),
    endSession: (token: string, id: string) => ask("DELETE", `sessions/${id}`, token),
    changePassword: (token: string, currentPassword: string, newPassword: string) => ask("POST", "password", token, { currentPassword, newPassword }),
    forgot: (email: string) => ask("POST", "password/forgot", undefined, { email }),
    reset: (token: string, newPassword: string) => ask("POST", "password/reset", undefined, { token, newPassword }),
    setUpFactor: (token: string) => ask("POST", "mfa/setup", token, { password: PASSWORD }),
    confirmFactor: (token: string, code: string) => ask("POST", "mfa/confirm", token, { code }),
    disableFactor: (token: string, code: string) => ask("POST", "mfa/disable", token, { password: PASSWORD, code }),
    verify: (mfaToken: string, code: string) => ask("POST", "mfa/verify", undefined, { mfaToken, code }),
  };
};

/** Refreshes, and loses the answer on its way: the connection is gone with the first byte of it, which is after the commit. */
export const loseRefresh = (url: string, refreshToken: string): Promise<void> => {
  const { hostname, port, host } = new URL(url);
  const body = JSON.stringify({ refreshToken });
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`POST /api/auth/refresh HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
    socket.once("error", reject).once("close", () => resolve()).once("data", () => socket.resetAndDestroy());
  });
};

/** The code an authenticator app shows at the server's time. */
export const appCode = (server: TestServer, secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });

/** The mails that wait to be sent to an address, oldest first. */
export const mailsTo = async ({ deps }: TestServer, email: string): Promise<{ subject: string; text: string }[]> => {
  const query = <Row>(statement: ReturnType<typeof sql>): Promise<Row[]> => runPlain<Row>(deps.database, statement);
  const cipher = await deps.keys.platformCipher(query);
  const rows = await query<{ id: string; content_sealed: string }>(sql`select id, content_sealed from outbox_mails where sent_at is null order by created_at, id`);
  return rows.map((row) => openMail(cipher, row.id, row.content_sealed)).filter(({ to }) => to === email);
};
