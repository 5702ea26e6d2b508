import { lazy, Suspense } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Route, Router, Switch } from 'wouter';
import { SessionExpired, useSession } from './auth/session';
import { SignIn } from './auth/SignIn';
import { base, type Configuration } from './config';
import { inTime } from './inTime';
import { Boundary } from './shell/Boundary';
import { Masthead } from './shell/Masthead';
import { Waiting } from './shell/Waiting';
import { Refused } from './api/problems';
import { UserPage } from './user/UserPage';

// Large, so with more patience; but with an end.
const Console = lazy(() => inTime(import('./console/Console'), 30_000));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only what did not answer is asked again, once.
      retry: (failures, error) => failures < 1 && !(error instanceof Refused || error instanceof SessionExpired),
      staleTime: 2_000,
      // Without a network a query fails like any other, and does not wait for one; nor is a call made later that somebody asked for now.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function App({ configuration }: { configuration: Configuration }) {
  const session = useSession();
  return (
    <QueryClientProvider client={queries}>
      <Router base={base.replace(/\/$/, '')}>
        <Masthead session={session} adminGroup={configuration.adminGroup} />
        {session.state === 'restoring' && <Waiting what="Signing in" />}
        {session.state === 'signing-out' && <Waiting what="Signing out" />}
        {(session.state === 'signed-out' || session.state === 'expired') && <SignIn session={session} provider={configuration.identityProvider} />}
        {session.state === 'signed-in' && (
          <Switch>
            <Route path="/admin" nest>
              <Boundary key="console">
                <Suspense fallback={<Waiting what="Loading the console" />}>
                  <Console isAdmin={session.user.groups.includes(configuration.adminGroup)} />
                </Suspense>
              </Boundary>
            </Route>
            <Route>
              <Boundary key="user">
                <UserPage user={session.user} api={configuration.api} provider={configuration.identityProvider} />
              </Boundary>
            </Route>
          </Switch>
        )}
      </Router>
    </QueryClientProvider>
  );
}
