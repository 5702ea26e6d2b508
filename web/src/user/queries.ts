import { queryOptions } from '@tanstack/react-query';
import { answer, facade } from '../api/facade';

const shownEvents = 10;

/** The caller's own quota now; others may use it up as well, so it is asked for again and again. */
export const ownQuota = queryOptions({
  queryKey: ['own', 'quota'],
  queryFn: () => answer(facade.GET('/v1/quota')),
  refetchInterval: 15_000,
});

export const ownDays = queryOptions({
  queryKey: ['own', 'days'],
  queryFn: () => answer(facade.GET('/v1/quota/days')),
});

/** The latest events of today; a day may have very many, and the version says where they end. */
export const ownEvents = (version: number) =>
  queryOptions({
    queryKey: ['own', 'events', version],
    queryFn: () => answer(facade.GET('/v1/quota/events', { params: { query: { after: `${Math.max(0, version - shownEvents)}` } } })),
    placeholderData: (before) => before,
  });
