import { queryOptions } from '@tanstack/react-query';
import { answer, facade, type RecordedEvent, type Usage } from '../api/facade';

export const pageSize = 25;

/** A page of the principals of a day. Without a principal in the query the answer is a list. */
export const principals = (day: string, prefix: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['principals', day, prefix, cursor],
    queryFn: async () => (await answer(facade.GET('/v1/admin/quotas', { params: { query: { day, prefix, cursor, limit: `${pageSize}` } } }))) as Usage,
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });

/** All of a day's principals as a file. */
export const exportPrincipals = (day: string, prefix: string) =>
  answer(facade.GET('/v1/admin/quotas', { params: { query: { day, prefix } }, headers: { Accept: 'text/csv' }, parseAs: 'blob' })) as Promise<Blob>;

export const principalDays = (principal: string) =>
  queryOptions({
    queryKey: ['principal', principal, 'days'],
    queryFn: () => answer(facade.GET('/v1/admin/quotas/days', { params: { query: { principal } } })),
    refetchInterval: 10_000,
  });

export const principalLimit = (principal: string) =>
  queryOptions({
    queryKey: ['principal', principal, 'limit'],
    queryFn: () => answer(facade.GET('/v1/admin/quotas/limit', { params: { query: { principal } } })),
  });

export const principalEvents = (principal: string, day: string) =>
  queryOptions({
    queryKey: ['principal', principal, 'events', day],
    queryFn: () => allEvents((after) => answer(facade.GET('/v1/admin/quotas/events', { params: { query: { principal, day, after, limit } } }))),
  });

export const limitEvents = (principal: string) =>
  queryOptions({
    queryKey: ['principal', principal, 'limit', 'events'],
    queryFn: () => allEvents((after) => answer(facade.GET('/v1/admin/quotas/limit/events', { params: { query: { principal, after, limit } } }))),
  });

export const decisions = (principal: string) =>
  queryOptions({
    queryKey: ['principal', principal, 'decisions'],
    queryFn: () => answer(facade.GET('/v1/admin/decisions', { params: { query: { principal } } })),
    refetchInterval: 5_000,
  });

export const roleMap = queryOptions({
  queryKey: ['role-map'],
  queryFn: () => answer(facade.GET('/v1/admin/role-map')),
});

export const roleMapEvents = queryOptions({
  queryKey: ['role-map', 'events'],
  queryFn: () => allEvents((after) => answer(facade.GET('/v1/admin/role-map/events', { params: { query: { after, limit } } }))),
});

export const cluster = queryOptions({
  queryKey: ['cluster'],
  queryFn: () => answer(facade.GET('/v1/admin/cluster')),
  refetchInterval: 2_000,
});

const limit = '1000';
const mostPages = 10;

// Oldest first, in pages, until there are no more; or so many that nobody reads them.
async function allEvents(read: (after: string) => Promise<{ events: RecordedEvent[]; next: null | number }>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let next: number | null = 0;
  for (let page = 0; next !== null && page < mostPages; page++) {
    const more: { events: RecordedEvent[]; next: null | number } = await read(`${next}`);
    events.push(...more.events);
    next = more.next;
  }
  return events;
}
