import { useDeferredValue, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Usage } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
import { momentOf, today } from '../dates';
import { Meter } from '../Meter';
import { exportPrincipals, principals } from '../queries';

/** Everybody who called on a day, found by the beginning of their name, or opened by all of it. */
export function PrincipalsPage() {
  const [, navigate] = useLocation();
  const [day, setDay] = useState(today);
  const [prefix, setPrefix] = useState('');
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useQuery(principals(day, useDeferredValue(prefix), cursors.at(-1)));
  const save = useMutation({ mutationFn: () => exportPrincipals(day, prefix), onSuccess: (file) => offer(file, `tollgate-${day}.csv`) });
  const search = (change: () => void) => {
    change();
    setCursors([]);
  };
  const next = query.data?.next;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Everybody who called on a day, and what they used of their limit."
          actions={
            <Button iconName="download" loading={save.isPending} onClick={() => save.mutate()}>
              Export CSV
            </Button>
          }
        >
          Principals
        </Header>
      }
    >
      <SpaceBetween size="l">
        {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
        {save.error && <Explained error={save.error} onRetry={() => save.mutate()} />}
        <Table
          variant="container"
          items={query.data?.principals ?? []}
          trackBy="principal"
          loading={query.isLoading}
          loadingText="Loading principals"
          columnDefinitions={[
            {
              id: 'principal',
              header: 'Principal',
              isRowHeader: true,
              cell: ({ principal }) => (
                <Link
                  href={`principals/${encodeURIComponent(principal)}`}
                  onFollow={(event) => {
                    event.preventDefault();
                    navigate(`/principals/${encodeURIComponent(principal)}`);
                  }}
                >
                  {principal}
                </Link>
              ),
            },
            { id: 'used', header: 'Used', cell: ({ quota }) => <Meter quota={quota} /> },
            { id: 'remaining', header: 'Left', cell: ({ quota }) => quota.remaining.toLocaleString() },
          ]}
          filter={
            <form
              className="filters"
              onSubmit={(event) => {
                event.preventDefault();
                if (prefix) navigate(`/principals/${encodeURIComponent(prefix)}`);
              }}
            >
              <FormField label="Name begins with">
                <Input type="search" value={prefix} placeholder="alice@" onChange={({ detail }) => search(() => setPrefix(detail.value))} />
              </FormField>
              <FormField label="Day (UTC)">
                <DatePicker
                  value={day}
                  onChange={({ detail }) => detail.value && search(() => setDay(detail.value))}
                  isDateEnabled={(date) => date.toISOString().slice(0, 10) <= today()}
                  placeholder="YYYY/MM/DD"
                />
              </FormField>
              <Button formAction="submit" disabled={!prefix}>
                Open exactly this one
              </Button>
            </form>
          }
          empty={
            <NoRows error={query.error} what="The principals">
              {prefix ? 'Nobody whose name begins so called on this day. A principal that has not called can be opened by its whole name.' : 'Nobody called on this day.'}
            </NoRows>
          }
          footer={
            <div className="between">
              <Lag query={query} />
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="angle-left" disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))} ariaLabel="Previous page" />
                <Button iconName="angle-right" disabled={!next} onClick={() => next && setCursors([...cursors, next])} ariaLabel="Next page" />
              </SpaceBetween>
            </div>
          }
        />
      </SpaceBetween>
    </ContentLayout>
  );
}

/** How complete the list of names is. The numbers are exact in any case. */
function Lag({ query }: { query: UseQueryResult<Usage> }) {
  const { data: usage, error, isPlaceholderData, dataUpdatedAt } = query;
  if (!usage) return <span />;
  if (isPlaceholderData) return <StatusIndicator type="loading">Searching</StatusIndicator>;
  if (error) return <StatusIndicator type="warning">As it was on {momentOf(dataUpdatedAt)}</StatusIndicator>;
  const { seconds, isCatchingUp, silentSilos } = usage.lag;
  if (silentSilos.length > 0) return <StatusIndicator type="warning">{silentSilos.join(', ')} did not answer: names may be missing</StatusIndicator>;
  if (isCatchingUp) return <StatusIndicator type="in-progress">A silo is still looking for names of before its start</StatusIndicator>;
  return seconds === 0 ? (
    <StatusIndicator type="success">Every name is here, every number is of this moment</StatusIndicator>
  ) : (
    <StatusIndicator type="in-progress">Names lag behind by {seconds} s; the numbers do not</StatusIndicator>
  );
}

function offer(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
