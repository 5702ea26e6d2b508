import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { RecordedEvent } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
import { momentOf } from '../dates';
import { limitEvents } from '../queries';

const dataOf = (event: RecordedEvent) => event.data as { limit?: number; untilDay?: string; actor?: string; reason?: string };

/** Every change of the principal's own limit, newest first. */
export function LimitHistory({ principal }: { principal: string }) {
  const query = useQuery(limitEvents(principal));
  return (
    <SpaceBetween size="m">
      {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
      <Table
        variant="embedded"
        wrapLines
        items={query.data?.toReversed() ?? []}
        trackBy={(event) => `${event.version}`}
        loading={query.isLoading}
        loadingText="Loading the history"
        columnDefinitions={[
          { id: 'at', header: 'Time', cell: (event) => momentOf(event.at), minWidth: 150 },
          {
            id: 'what',
            header: 'What',
            isRowHeader: true,
            cell: (event) => {
              const { limit, untilDay } = dataOf(event);
              return limit === undefined ? 'Lifted: the default applies' : `${limit.toLocaleString()} calls a day${untilDay ? ` until ${untilDay}` : ''}`;
            },
          },
          { id: 'actor', header: 'Who', cell: (event) => dataOf(event).actor },
          { id: 'reason', header: 'Why', cell: (event) => dataOf(event).reason },
        ]}
        empty={
          <NoRows error={query.error} what="The history">
            The principal never had a limit of its own.
          </NoRows>
        }
      />
    </SpaceBetween>
  );
}
