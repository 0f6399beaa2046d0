/** Lines of postgresql.conf. Small on purpose: it shares a machine with the server, often a laptop. */
const BASE: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "512MB",
  // Parallel plans need shared memory that containers are short of (64 MB of /dev/shm).
  max_parallel_workers_per_gather: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  password_encryption: "scram-sha-256",
  // Health data stays out of the database's log: no values of parameters, no statements, no message of a failed
  // statement (it may quote a value), no detail (it may quote a row).
  log_statement: "none",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_min_error_statement: "panic",
  log_min_messages: "log",
  log_error_verbosity: "terse",
  // One file a weekday, written over after a week.
  logging_collector: "on",
  log_filename: "postgresql-%a.log",
  log_rotation_age: "1d",
  log_rotation_size: "0",
  log_truncate_on_rotation: "on",
};

/** Ends the statement of a client that was killed; Windows cannot watch a socket that way. */
const WATCHED_CLIENTS = { client_connection_check_interval: "5s" };

export type Settings = Readonly<Record<string, string>>;

export const settingsText = (port: number, more: Settings): string => {
  const all = { ...BASE, ...(process.platform !== "win32" && WATCHED_CLIENTS), port: String(port), ...more };
  return Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`).join("");
};
