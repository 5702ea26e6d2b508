import type { Quota } from '../api/facade';

/** How much of a limit is used, small enough for a table. */
export function Meter({ quota: { used, limit, remaining } }: { quota: Quota }) {
  const part = limit === 0 ? 1 : Math.min(1, used / limit);
  return (
    <div className={`meter${remaining === 0 ? ' empty' : part >= 0.8 ? ' low' : ''}`}>
      <i aria-hidden="true">
        <b style={{ width: `${part * 100}%` }} />
      </i>
      <span>
        {used.toLocaleString()} of {limit.toLocaleString()}
      </span>
    </div>
  );
}
