import { useState } from 'react';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { RecordedEvent } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
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
    <SpaceBetween size="m">
      {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
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
        empty={<NoRows error={query.error} what="The history">Nothing was ever mapped.</NoRows>}
        pagination={events.length > pageSize && <Pagination currentPageIndex={page} pagesCount={Math.ceil(events.length / pageSize)} onChange={({ detail }) => setPage(detail.currentPageIndex)} />}
      />
    </SpaceBetween>
  );
}
