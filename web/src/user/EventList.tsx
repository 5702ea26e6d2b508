import type { RecordedEvent } from '../api/facade';
import { entriesOf } from '../entries';

const timeOf = (at: string) => new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

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
        {entriesOf(events)
          .toReversed()
          .map(({ key, at, what, units, reason }) => (
            <tr key={key}>
              <td>
                <time dateTime={at}>{timeOf(at)}</time>
              </td>
              <td>{what}</td>
              <td className="number">{units ?? '–'}</td>
              <td className="wide">{reason ?? '–'}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);
