import type { Quota } from '../api/facade';

const radius = 85;
const length = 2 * Math.PI * radius;

/** How much of today is left: a ring that empties. */
export function QuotaRing({ quota: { limit, remaining } }: { quota: Quota }) {
  const part = limit === 0 ? 0 : remaining / limit;
  return (
    <div
      className={`ring${remaining === 0 ? ' empty' : part <= 0.2 ? ' low' : ''}`}
      role="meter"
      aria-label="Calls left today"
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={remaining}
      aria-valuetext={`${remaining} of ${limit} calls left today`}
    >
      <svg viewBox="0 0 190 190" aria-hidden="true">
        <circle cx="95" cy="95" r={radius} />
        <circle className="left" cx="95" cy="95" r={radius} strokeDasharray={length} strokeDashoffset={length * (1 - part)} />
      </svg>
      <p>
        <strong>{remaining.toLocaleString()}</strong>
        <span>of {limit.toLocaleString()} left</span>
      </p>
    </div>
  );
}
