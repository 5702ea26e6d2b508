import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { entriesOf, refundable, type Entry } from '../../entries';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
import { momentOf, today } from '../dates';
import { principalEvents } from '../queries';
import { RefundCharge } from './changes';

const pageSize = 20;

/** Every event of a day, newest first, with who caused it and why; a charge can be refunded from here. */
export function EventsTable({ principal, onRefunded }: { principal: string; onRefunded: () => void }) {
  const [day, setDay] = useState(today);
  const [page, setPage] = useState(1);
  const [refunding, setRefunding] = useState<Entry>();
  const query = useQuery(principalEvents(principal, day));
  const entries = entriesOf(query.data ?? []).toReversed();
  const canRefund = refundable(query.data ?? []);
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
        items={entries.slice((page - 1) * pageSize, page * pageSize)}
        trackBy="key"
        loading={query.isLoading}
        loadingText="Loading events"
        columnDefinitions={[
          { id: 'version', header: '#', cell: ({ version }) => version, width: 70 },
          { id: 'at', header: 'Time', cell: ({ at }) => momentOf(at), minWidth: 150 },
          { id: 'what', header: 'What', cell: ({ what }) => what, isRowHeader: true, minWidth: 180 },
          { id: 'units', header: 'Units', cell: ({ units }) => units ?? '–' },
          { id: 'actor', header: 'Who', cell: ({ actor }) => actor ?? '–' },
          { id: 'reason', header: 'Why', cell: ({ reason }) => reason ?? '–', minWidth: 140 },
          { id: 'request', header: 'Request', minWidth: 180, cell: ({ requestId }) => <Box variant="code">{requestId ?? '–'}</Box> },
          {
            id: 'refund',
            header: 'Action',
            minWidth: 100,
            cell: (entry) =>
              canRefund(entry) ? (
                <Button variant="inline-link" onClick={() => setRefunding(entry)} ariaLabel={`Refund charge ${entry.key}`}>
                  Refund
                </Button>
              ) : (
                '–'
              ),
          },
        ]}
        empty={
          <NoRows error={query.error} what="The events">
            No events on this day.
          </NoRows>
        }
        pagination={entries.length > pageSize && <Pagination currentPageIndex={page} pagesCount={Math.ceil(entries.length / pageSize)} onChange={({ detail }) => setPage(detail.currentPageIndex)} />}
      />
      {refunding?.charge && (
        <RefundCharge
          principal={principal}
          day={day}
          charge={refunding.charge}
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
