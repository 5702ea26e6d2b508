import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { UseQueryResult } from '@tanstack/react-query';
import { Explained } from './Explained';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  what: string;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Something that is loaded: it is on its way, it failed, there is nothing, or here it is. */
export function Loaded<T>({ query, what, isEmpty, empty, children }: LoadedProps<T>) {
  if (query.data === undefined && query.error) return <Explained error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <StatusIndicator type="loading">Loading {what}</StatusIndicator>;
  if (isEmpty?.(query.data)) return <Box color="text-body-secondary">{empty}</Box>;
  return (
    <>
      {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
      {children(query.data)}
    </>
  );
}
