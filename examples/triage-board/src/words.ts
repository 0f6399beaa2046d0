const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const STEPS = [["day", 86_400], ["hour", 3_600], ["minute", 60]] as const;

/** "12 min. ago". */
export const ago = (instant: string, now = Date.now()): string => {
  const seconds = Math.round((Date.parse(instant) - now) / 1_000);
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
  return RELATIVE.format(Math.trunc(seconds / length), unit);
};

export const dateTime = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant));

/** Of a day without a time zone, as `1951-04-12`. */
export const day = (date: string): string => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

export const number = (value: number): string => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(value);

export const dollars = (cents: number): string => new Intl.NumberFormat(undefined, { style: "currency", currency: "USD", maximumFractionDigits: 0 }).format(cents / 100);

/** `SENT_TO_ED` as "Sent to ED". */
export const sentence = (constant: string): string => {
  const words = constant.toLowerCase().replaceAll("_", " ").replace(/\bed\b/, "ED");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type Named = { firstName: string | null; lastName: string | null };
export const personName = ({ firstName, lastName }: Named): string => [lastName, firstName].filter(Boolean).join(", ") || "No name";

export const yearsSince = (birthDate: string): number => {
  const [born, today] = [new Date(birthDate), new Date()];
  const before = today.getMonth() < born.getUTCMonth() || (today.getMonth() === born.getUTCMonth() && today.getDate() < born.getUTCDate());
  return today.getFullYear() - born.getUTCFullYear() - (before ? 1 : 0);
};
