interface ProgressProps {
  label: string;
  value: number;
  /** None while it is not known how much there is. */
  max?: number;
}

export function Progress({ label, value, max }: ProgressProps) {
  return max === undefined ? (
    <progress class="progress" aria-label={label} />
  ) : (
    <progress class="progress" aria-label={label} value={value} max={Math.max(max, 1)} />
  );
}
