const [WIDTH, HEIGHT, EDGE] = [84, 26, 3];

/** The last readings, oldest first, as a line; the row's words say the rest. */
export const Spark = ({ values }: { values: readonly number[] }) => {
  const last = values.at(-1);
  if (values.length < 2 || last === undefined) return <span className="spark" />;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (index: number): number => EDGE + (index / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number): number => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <polyline points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ")} />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" />
    </svg>
  );
};
