import { useState } from 'react';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useRouter } from 'wouter';
import { Explained } from '../../shell/Explained';
import { Loaded } from '../../shell/Loaded';
import { DaysChart } from '../../user/DaysChart';
import { principalDays, principalLimit } from '../queries';
import { DecisionsTable } from './DecisionsTable';
import { EventsTable } from './EventsTable';
import { LimitHistory } from './LimitHistory';
import { LiftLimit, ResetCount, SetLimit } from './changes';
import { QuotaNow } from './QuotaNow';

type Change = 'set' | 'lift' | 'reset';

/** One principal: what they have, what they did, why they were refused, and what can be changed about it. */
export function PrincipalPage({ principal }: { principal: string }) {
  const [, navigate] = useLocation();
  const { base } = useRouter();
  const [change, setChange] = useState<Change>();
  const [done, setDone] = useState<string>();
  const client = useQueryClient();
  const days = useQuery(principalDays(principal));
  const limit = useQuery(principalLimit(principal));
  const finish = (what: string) => {
    setChange(undefined);
    setDone(what);
    void client.invalidateQueries({ queryKey: ['principal', principal] });
  };
  const close = () => setChange(undefined);
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: 'Principals', href: `${base}/principals` },
            { text: principal, href: '' },
          ]}
          onFollow={(event) => {
            event.preventDefault();
            navigate('/principals');
          }}
        />
      }
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <Button onClick={() => setChange('reset')}>Reset today’s count</Button>
              <Button disabled={!limit.data?.override} onClick={() => setChange('lift')}>
                Lift limit
              </Button>
              <Button variant="primary" disabled={!limit.data} onClick={() => setChange('set')}>
                Set limit
              </Button>
            </SpaceBetween>
          }
        >
          <span className="anywhere">{principal}</span>
        </Header>
      }
    >
      <SpaceBetween size="l">
        {done && <Flashbar items={[{ type: 'success', content: done, dismissible: true, onDismiss: () => setDone(undefined) }]} />}
        <Container header={<Header variant="h2">Today</Header>}>
          <Loaded query={days} what="the quota" isEmpty={({ days: known }) => known.length === 0} empty="No day of this principal is kept.">
            {({ days: known }) => (
              <SpaceBetween size="m">
                {limit.error && <Explained error={limit.error} onRetry={() => void limit.refetch()} />}
                <QuotaNow quota={known.at(-1)!} limit={limit.data} origin={limit.error ? 'Where it comes from cannot be read now.' : 'Loading where it comes from'} />
              </SpaceBetween>
            )}
          </Loaded>
        </Container>
        <Tabs
          variant="container"
          tabs={[
            {
              id: 'days',
              label: 'Days',
              content: (
                <Loaded query={days} what="the last days" isEmpty={({ days: known }) => known.length === 0} empty="No days yet.">
                  {({ days: known }) => <DaysChart days={known} height={220} />}
                </Loaded>
              ),
            },
            { id: 'events', label: 'Events', content: <EventsTable principal={principal} onRefunded={() => finish('The charge was refunded.')} /> },
            { id: 'decisions', label: 'Why refused?', content: <DecisionsTable principal={principal} /> },
            { id: 'limit', label: 'Limit history', content: <LimitHistory principal={principal} /> },
          ]}
        />
      </SpaceBetween>
      {change === 'set' && limit.data && (
        <SetLimit principal={principal} current={limit.data.override?.limit ?? limit.data.defaultLimit} onDone={() => finish('The limit is in force from the next call on.')} onClose={close} />
      )}
      {change === 'lift' && <LiftLimit principal={principal} defaultLimit={limit.data?.defaultLimit} onDone={() => finish('The default limit is in force from the next call on.')} onClose={close} />}
      {change === 'reset' && <ResetCount principal={principal} onDone={() => finish('Today’s count has begun again.')} onClose={close} />}
    </ContentLayout>
  );
}
