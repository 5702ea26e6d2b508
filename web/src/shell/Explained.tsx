import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { explain } from '../api/problems';
import { signIn } from '../auth/session';

/** What went wrong, in plain words, with what one can do about it. */
export function Explained({ error, onRetry, provider = 'Okta' }: { error: unknown; onRetry?: () => void; provider?: string }) {
  const { severity, title, text, action } = explain(error);
  return (
    <Alert
      type={severity}
      header={title}
      action={
        action === 'sign-in' ? (
          <Button onClick={() => void signIn(provider)}>Sign in again</Button>
        ) : action === 'retry' && onRetry ? (
          <Button onClick={onRetry}>Try again</Button>
        ) : undefined
      }
    >
      {text}
    </Alert>
  );
}
