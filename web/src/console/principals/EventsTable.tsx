import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { RecordedEvent } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { describe, unitsOf } from '../../user/EventList';
import { momentOf, today } from '../dates';
import { principalEvents } from '../queries';
import { RefundCharge } from './changes';

const pageSize = 20;

type Data = { requestId?: string; actor?: string; reason?: string };
const dataOf = (event: RecordedEvent) => event.data as Data;

/** Every event of a day, newest first, with who caused it and why; a charge can be refunded from here. */
export function EventsTable({ principal, onRefunded }: { principal: string; onRefunded: () => void }) {
  const [day, setDay] = useState(today);
  const [page, setPage] = useState(1);
  const [refunding, setRefunding] = useState<RecordedEvent>();
  const query = useQuery(principalEvents(principal, day));
  const events = query.data?.toReversed() ?? [];
  const lastReset = events.find((event) => event.type === 'usage-reset')?.version ?? 0;
  const refunded = new Set(events.filter((event) => event.type === 'charge-refunded').map((event) => dataOf(event).requestId));
  const canRefund = (event: RecordedEvent) => event.type === 'calls-charged' && event.version > lastReset && !refunded.has(dataOf(event).requestId);
  return (
    <SpaceBetween size="m">
      <FormField label="Day (UTC)">
        <DatePicker
          value={day}
          onChange={({ detail }) => {
            if (detail.value) setDay(detail.value);
            setPage(1);
          }}
          isDateEnabled={(date) => date.toISOString().slice(0, 10) <= today()}
          placeholder="YYYY/MM/DD"
        />
      </FormField>
      {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
      <Table
        variant="embedded"
        wrapLines
        items={events.slice((page - 1) * pageSize, page * pageSize)}
        trackBy={(event) => `${event.version}`}
        loading={query.isLoading}
        loadingText="Loading events"
        columnDefinitions={[
          { id: 'version', header: '#', cell: (event) => event.version, width: 70 },
          { id: 'at', header: 'Time', cell: (event) => momentOf(event.at), minWidth: 150 },
          { id: 'what', header: 'What', cell: describe, isRowHeader: true, minWidth: 180 },
          { id: 'units', header: 'Units', cell: (event) => unitsOf(event) ?? '–' },
          { id: 'actor', header: 'Who', cell: (event) => dataOf(event).actor ?? '–' },
          { id: 'reason', header: 'Why', cell: (event) => dataOf(event).reason ?? '–', minWidth: 140 },
          { id: 'request', header: 'Request', minWidth: 180, cell: (event) => <Box variant="code">{dataOf(event).requestId ?? '–'}</Box> },
          {
            id: 'refund',
            header: 'Action',
            minWidth: 100,
            cell: (event) =>
              canRefund(event) ? (
                <Button variant="inline-link" onClick={() => setRefunding(event)} ariaLabel={`Refund charge ${event.version}`}>
                  Refund
                </Button>
              ) : (
                '–'
              ),
          },
        ]}
        empty={<Box color="text-body-secondary">No events on this day.</Box>}
        pagination={events.length > pageSize && <Pagination currentPageIndex={page} pagesCount={Math.ceil(events.length / pageSize)} onChange={({ detail }) => setPage(detail.currentPageIndex)} />}
      />
      {refunding && (
        <RefundCharge
          principal={principal}
          day={day}
          charge={refunding}
          onClose={() => setRefunding(undefined)}
          onDone={() => {
            setRefunding(undefined);
            onRefunded();
          }}
        />
      )}
    </SpaceBetween>
  );
}
