// Ends every database under a folder and removes the folder once a process is gone: `pg_ctl` leaves them alive, and
// the runner may be killed in any way. Ends by itself when the folder is gone.
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const INTERVAL = 300;
const [, , runner, directory] = process.argv;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

// Data directories stand at most this deep: the run's own, and those that single tests make.
const findDatabases = (folder, depth = 5) => {
  const names = readdirSync(folder, { withFileTypes: true });
  if (names.some((name) => name.name === "postmaster.pid")) return [join(folder, "postmaster.pid")];
  if (depth === 0) return [];
  return names.filter((name) => name.isDirectory()).flatMap((name) => findDatabases(join(folder, name.name), depth - 1));
};

// SIGQUIT is PostgreSQL's immediate shutdown.
const end = (file) => {
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (pid > 1) process.kill(pid, "SIGQUIT");
};

const attempt = (work) => {
  try {
    work();
  } catch {
    // Gone in the meantime, or not yet whole: the next round sees.
  }
};

const cleanUp = () => {
  attempt(() => findDatabases(directory).forEach((file) => attempt(() => end(file))));
  attempt(() => rmSync(directory, { recursive: true, force: true }));
};

// What was just starting when the runner was killed may still write: rounds go on until nothing comes back.
let quietRounds = 0;
const timer = setInterval(() => {
  const there = existsSync(directory);
  if (isAlive(Number(runner))) {
    if (!there) clearInterval(timer);
    return;
  }
  if (there) cleanUp();
  quietRounds = there ? 0 : quietRounds + 1;
  if (quietRounds > 5) clearInterval(timer);
}, INTERVAL);
