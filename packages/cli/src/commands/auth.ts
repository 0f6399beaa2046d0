import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareAuth(auth: Command, start: Start): void {
  auth.command("login").description("log in; the password is asked for, or read from standard input, and so is the code of a second factor")
    .option("--email <email>", "the account")
    .option("--with-token", "read a refresh token, or the answer of a login, from standard input")
    .option("--client-id <id>", "log in a service account; its secret is asked for, or VITALEDGE_CLIENT_SECRET, or read from standard input")
    .action(start(async () => (await import("./auth-login.js")).logIn));
  auth.command("logout").description("log out and forget the session")
    .option("--everywhere", "end every session of the account")
    .action(start(async () => (await import("./auth-logout.js")).logOut));
  auth.command("status").description("who is logged in, where, for which organization, and where the credentials lie")
    .action(start(async () => (await import("./auth-status.js")).showStatus));
  auth.command("token").description("an access token that still holds, for another program; on a terminal only with --yes")
    .action(start(async () => (await import("./auth-token.js")).printToken));
  auth.command("switch").description("act for another organization of the account, or use another profile").argument("[name]", "an organization's id or name, or a profile")
    .action(start(async () => (await import("./auth-switch.js")).switchTo));
  declareAccount(auth, start);
}

function declareAccount(auth: Command, start: Start): void {
  const mfa = auth.command("mfa").description("the account's second factor");
  mfa.command("setup").description("set up an authenticator app; shows the recovery codes")
    .action(start(async () => (await import("./auth-mfa.js")).setUpFactor));
  mfa.command("disable").description("do without the second factor")
    .action(start(async () => (await import("./auth-mfa.js")).removeFactor));
  const sessions = auth.command("sessions").description("where the account is logged in");
  sessions.command("list").description("list the sessions")
    .action(start(async () => (await import("./auth-sessions.js")).listSessions));
  sessions.command("end").description("end a session").argument("<id>")
    .action(start(async () => (await import("./auth-sessions.js")).endSession));
  auth.command("password").description("the account's password")
    .command("change").description("change the password; every other session ends")
    .action(start(async () => (await import("./auth-password.js")).changePassword));
}
