import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { RecordedEvent } from '../../api/facade';
import { momentOf } from '../dates';
import { roleMapEvents } from '../queries';

const pageSize = 10;

const dataOf = (event: RecordedEvent) => event.data as { resource?: string; method?: string; roles?: string[]; actor?: string };

/** Every change of the role map, newest first. */
export function RoleMapHistory() {
  const query = useQuery(roleMapEvents);
  const [page, setPage] = useState(1);
  const events = query.data?.toReversed() ?? [];
  return (
    <Table
      header={<Header variant="h2">History</Header>}
      wrapLines
      items={events.slice((page - 1) * pageSize, page * pageSize)}
      trackBy={(event) => `${event.version}`}
      loading={query.isLoading}
      loadingText="Loading the history"
      columnDefinitions={[
        { id: 'version', header: 'Version', cell: (event) => event.version, width: 100 },
        { id: 'at', header: 'Time', cell: (event) => momentOf(event.at), minWidth: 150 },
        {
          id: 'what',
          header: 'What',
          isRowHeader: true,
          minWidth: 200,
          cell: (event) => {
            const { method, resource, roles } = dataOf(event);
            return roles ? `${method} ${resource} is open to ${roles.join(', ')}` : `${method} ${resource} is mapped no more`;
          },
        },
        { id: 'actor', header: 'Who', cell: (event) => dataOf(event).actor },
      ]}
      empty={<Box color="text-body-secondary">{query.error ? 'The history cannot be read now.' : 'Nothing was ever mapped.'}</Box>}
      pagination={events.length > pageSize && <Pagination currentPageIndex={page} pagesCount={Math.ceil(events.length / pageSize)} onChange={({ detail }) => setPage(detail.currentPageIndex)} />}
    />
  );
}
