/** The month before the one that it is in that time zone, YYYY-MM. */
export const lastMonth = (timezone: string, now: Date): string => {
  const [year, month] = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, year: "numeric", month: "2-digit" }).format(now).split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 2, 1)).toISOString().slice(0, 7);
};
