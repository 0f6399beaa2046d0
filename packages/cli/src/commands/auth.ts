import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareAuth(program: Command, start: Start): void {
  const auth = program.command("auth").description("log in, log out, and see who is logged in");
  auth.command("login").description("log in; the password is asked for, or read from standard input, and so is the code of a second factor")
    .option("--email <email>", "the account")
    .action(start(async () => (await import("./auth-login.js")).logIn));
  auth.command("logout").description("log out and forget the session")
    .option("--everywhere", "end every session of the account")
    .action(start(async () => (await import("./auth-logout.js")).logOut));
  auth.command("status").description("who is logged in, where, and for which organization")
    .action(start(async () => (await import("./auth-status.js")).showStatus));
}
