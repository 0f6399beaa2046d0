/** One line of what Prometheus reads. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

const LINE = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/i;

const sampleOf = (line: string): Sample => {
  const [, name = "", labels = "", value = ""] = LINE.exec(line) ?? [];
  if (!name) throw new Error(`not a sample: ${line}`);
  return { name, labels: Object.fromEntries([...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text])), value: Number(value) };
};

export type Scrape = {
  text: string;
  samples: Sample[];
  /** The sum of the samples of a name that carry these labels; undefined where there is none. */
  sum(name: string, labels?: Record<string, string>): number | undefined;
};

export const scrape = async (metricsUrl: string | undefined): Promise<Scrape> => {
  const response = await fetch(`${metricsUrl}/metrics`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}: ${text}`);
  const samples = text.split("\n").filter((line) => line && !line.startsWith("#")).map(sampleOf);
  return {
    text, samples,
    sum(name, labels = {}) {
      const found = samples.filter((sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value));
      return found.length ? found.reduce((total, { value }) => total + value, 0) : undefined;
    },
  };
};
