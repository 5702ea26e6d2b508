import type { RecordedEvent } from '../api/facade';

type Data = { units?: number; method?: string; resource?: string; limit?: number; reason?: string; actor?: string; requestId?: string };

const timeOf = (at: string) => new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** What an event says, in a person's words. */
export function describe({ type, data }: RecordedEvent): string {
  const { units = 0, method, resource, limit } = data as Data;
  switch (type) {
    case 'day-opened':
      return `The day began with ${limit} calls`;
    case 'calls-charged':
      return `${method} ${resource}`;
    case 'charge-refunded':
      return 'Refund';
    case 'limit-changed':
      return `The limit is now ${limit}`;
    case 'usage-reset':
      return 'The count began again';
    case 'usage-imported':
      return 'Used before, elsewhere';
    case 'quota-exhausted':
      return 'First call over the limit refused';
    case 'lease-taken':
      return `${units} calls set aside`;
    case 'lease-settled':
      return 'Calls set aside were used';
    case 'lease-forfeited':
      return 'Calls set aside were lost';
    default:
      return type;
  }
}

/** What the event took from the day; negative for what it gave back. */
export function unitsOf({ type, data }: RecordedEvent): number | undefined {
  const { units } = data as Data;
  if (type === 'calls-charged' || type === 'usage-imported' || type === 'lease-taken') return units;
  return type === 'charge-refunded' && units ? -units : undefined;
}

/** The latest events of a day, newest first, straight from the log. */
export const EventList = ({ events }: { events: RecordedEvent[] }) => (
  <div className="scroll">
    <table className="records">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Units
          </th>
          <th scope="col" className="wide">
            Why
          </th>
        </tr>
      </thead>
      <tbody>
        {events.toReversed().map((event) => (
          <tr key={event.version}>
            <td>
              <time dateTime={event.at}>{timeOf(event.at)}</time>
            </td>
            <td>{describe(event)}</td>
            <td className="number">{unitsOf(event) ?? '–'}</td>
            <td className="wide">{(event.data as Data).reason ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
