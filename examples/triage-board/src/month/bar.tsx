import { useId } from "react";

type Props = { name: string; have: number; /** Null at the last step. */ need: number | null; unit: string };

export const Bar = ({ name, have, need, unit }: Props) => {
  const id = useId();
  const full = need === null || have >= need;
  const words = need === null ? `${have} ${unit}, nothing more to reach` : `${have} of ${need} ${unit}`;
  return (
    <div className="bar-line">
      <label htmlFor={id}>{name}</label>
      <progress id={id} max={need ?? 1} value={full ? need ?? 1 : have} data-full={full ? "" : undefined} />
      <span className="bar-words">{full && <span aria-hidden="true">✓ </span>}{words}</span>
    </div>
  );
};
