const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|::1|\/.*)$/;

/**
 * Whether what goes to the database cannot be read or changed on its way: over loopback or a Unix socket, or over TLS with the
 * server's certificate and name checked. Read as pg reads it: a parameter `host` comes before the host, the last of several wins.
 */
export const isSafeOnTheWay = (url: string): boolean => {
  const { hostname, searchParams } = new URL(url);
  const last = (name: string): string | undefined => searchParams.getAll(name).at(-1);
  const host = last("host") || decodeURIComponent(hostname).replace(/^\[(.+)\]$/, "$1");
  return THIS_MACHINE.test(host) || last("sslmode") === "verify-full";
};
