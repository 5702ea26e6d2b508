import { useEffect, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { Quota } from '../api/facade';
import { resetTime, timeUntil } from '../api/problems';
import type { User } from '../auth/session';
import type { Configuration } from '../config';
import { Loaded } from '../shell/Loaded';
import { CallPanel } from './CallPanel';
import { DaysChart } from './DaysChart';
import { EventList } from './EventList';
import { ownDays, ownEvents, ownQuota } from './queries';
import { QuotaRing } from './QuotaRing';

/** A user's own page: what is left today, the button, the last days, and every charge. */
export function UserPage({ user, api, provider }: { user: User; api: Configuration['api']; provider: string }) {
  const quota = useQuery(ownQuota);
  const days = useQuery(ownDays);
  const version = quota.data?.version ?? 0;
  const events = useQuery({ ...ownEvents(version), enabled: quota.data !== undefined });
  return (
    <main className="page">
      <SpaceBetween size="l">
        <Header variant="h1" description={user.role ? `${user.email} · ${user.role}` : user.email}>
          Hello, {user.name}
        </Header>
        <Container>
          <Loaded query={quota} what="your quota">
            {(today) => (
              <div className="today">
                <QuotaRing quota={today} />
                <SpaceBetween size="m">
                  <Reset quota={today} />
                  {api && <CallPanel path={api.path} provider={provider} />}
                </SpaceBetween>
              </div>
            )}
          </Loaded>
        </Container>
        <Container header={<Header variant="h2">The last days</Header>}>
          <Loaded query={days} what="the last days" isEmpty={({ days: known }) => known.length === 0} empty="No days yet.">
            {({ days: known }) => <DaysChart days={known} />}
          </Loaded>
        </Container>
        <Container header={<Header variant="h2" description="The latest first, as they stand in the log.">Today’s charges</Header>}>
          {quota.data === undefined ? ( // which says where the log ends; without it there is no asking for the charges
            <Loaded query={quota} what="today’s charges">
              {() => null}
            </Loaded>
          ) : (
            <Loaded query={events} what="today’s charges" isEmpty={(page) => page.events.length === 0} empty="No call yet today. The first one opens the day.">
              {(page) => <EventList events={page.events} />}
            </Loaded>
          )}
        </Container>
      </SpaceBetween>
    </main>
  );
}

function Reset({ quota }: { quota: Quota }) {
  const now = useNow();
  return (
    <div>
      <Box variant="h2" padding="n">
        {quota.limit === 0 ? 'Calls are blocked for you' : quota.remaining === 0 ? 'No calls left today' : `${quota.remaining.toLocaleString()} ${quota.remaining === 1 ? 'call' : 'calls'} left today`}
      </Box>
      <Box color="text-body-secondary">
        {quota.used.toLocaleString()} used. The count starts again {resetTime(quota.resetsAt, new Date(now))}, {timeUntil(quota.resetsAt, now)}.
      </Box>
    </div>
  );
}

function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
