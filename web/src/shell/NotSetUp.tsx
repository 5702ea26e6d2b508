import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

/** The app cannot begin. */
export const NotSetUp = ({ reason, canRetry }: { reason: string; canRetry?: boolean }) => (
  <main className="centred">
    <Alert type="error" header="Tollgate’s web app is not set up" action={canRetry && <Button onClick={() => location.reload()}>Try again</Button>}>
      {reason}
    </Alert>
  </main>
);
