import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Logo } from '../shell/Logo';
import { signIn, type Session } from './session';

/** Nobody is signed in: not yet, not any more, or it did not work. */
export function SignIn({ session, provider }: { session: Session; provider: string }) {
  const [isLeaving, setLeaving] = useState(false);
  const failure = session.state === 'signed-out' ? session.failure : undefined;
  return (
    <main className="centred">
      <Container>
        <SpaceBetween size="l" alignItems="center">
          <Logo size={56} />
          <div style={{ textAlign: 'center' }}>
            <Box variant="h1">Tollgate</Box>
            <Box color="text-body-secondary">Your calls, counted exactly. Every day anew.</Box>
          </div>
          {session.state === 'expired' && (
            <Alert type="info" header="Your session has expired">
              Sign in again to go on where you were.
            </Alert>
          )}
          {failure && (
            <Alert type="error" header="You are not signed in">
              {failure}
            </Alert>
          )}
          <Button
            variant="primary"
            loading={isLeaving}
            onClick={() => {
              setLeaving(true);
              void signIn(provider).finally(() => setLeaving(false));
            }}
          >
            {session.state === 'expired' ? 'Sign in again' : `Sign in with ${provider}`}
          </Button>
        </SpaceBetween>
      </Container>
    </main>
  );
}
