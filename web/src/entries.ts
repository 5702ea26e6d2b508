import type { RecordedEvent } from './api/facade';

/** One line of a day's history, for a person. */
export interface Entry {
  key: string;
  version: number;
  at: string;
  what: string;
  /** What it took from the day; negative for what it gave back. */
  units?: number;
  actor?: string;
  reason?: string;
  /** The charge that a refund would name. */
  charge?: { requestId: string; units: number };
  requestId?: string;
}

interface Fields {
  limit?: number;
  units?: number;
  method?: string;
  resource?: string;
  requestId?: string;
  actor?: string;
  reason?: string;
  leaseId?: string;
  charges?: { resource: string; method: string; units: number; requestIds: string[]; afterMs: number[] }[];
}

const fieldsOf = (event: RecordedEvent) => event.data as Fields;

const words: Record<string, (fields: Fields) => string> = {
  'day-opened': ({ limit }) => `The day began with ${limit} calls`,
  'calls-charged': ({ method, resource }) => `${method} ${resource}`,
  'charge-refunded': () => 'Refund',
  'limit-changed': ({ limit }) => `The limit is now ${limit}`,
  'usage-reset': () => 'The count began again',
  'usage-imported': () => 'Used before, elsewhere',
  'quota-exhausted': () => 'First call over the limit refused',
  'lease-taken': ({ units }) => `${units} units set aside for the next calls`,
  'lease-forfeited': ({ units }) => `${units} units set aside were lost with their silo`,
};

/**
 * The events of a day as lines, oldest first. Calls that were allowed out of a lease stand in the event that settled it; here each has a line
 * of its own, at the time that it was allowed.
 */
export function entriesOf(events: RecordedEvent[]): Entry[] {
  const leasedAt = new Map(events.filter(({ type }) => type === 'lease-taken').map((event) => [fieldsOf(event).leaseId, Date.parse(event.at)]));
  return events.flatMap((event) => (event.type === 'lease-settled' ? settled(event, leasedAt.get(fieldsOf(event).leaseId)) : [entryOf(event)]));
}

function entryOf(event: RecordedEvent): Entry {
  const { version, at, type } = event;
  const fields = fieldsOf(event);
  const { units, requestId, actor, reason } = fields;
  return {
    key: `${version}`,
    version,
    at,
    what: words[type]?.(fields) ?? type,
    units: type === 'charge-refunded' ? -(units ?? 0) : type === 'calls-charged' || type === 'usage-imported' ? units : undefined,
    actor,
    reason,
    requestId,
    charge: type === 'calls-charged' && requestId && units ? { requestId, units } : undefined,
  };
}

function settled({ version, at, data }: RecordedEvent, leasedAt?: number): Entry[] {
  const calls = ((data as Fields).charges ?? []).flatMap(({ resource, method, units, requestIds, afterMs }) =>
    requestIds.map((requestId, n) => ({
      key: `${version}/${requestId}`,
      version,
      at: leasedAt === undefined ? at : new Date(leasedAt + (afterMs[n] ?? 0)).toISOString(),
      what: `${method} ${resource}`,
      units,
      requestId,
      charge: { requestId, units },
    })),
  );
  return calls.sort((a, b) => a.at.localeCompare(b.at));
}

/** Charges that can still be given back: not yet refunded, and not from before a reset. */
export function refundable(events: RecordedEvent[]): (entry: Entry) => boolean {
  const lastReset = Math.max(0, ...events.filter(({ type }) => type === 'usage-reset').map(({ version }) => version));
  const refunded = new Set(events.filter(({ type }) => type === 'charge-refunded').map((event) => fieldsOf(event).requestId));
  return ({ charge, version }) => charge !== undefined && version > lastReset && !refunded.has(charge.requestId);
}
