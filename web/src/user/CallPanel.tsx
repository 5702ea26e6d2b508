import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../api/gateway';
import { Explained } from '../shell/Explained';

/** The button that calls the API, and what came of it. */
export function CallPanel({ path, provider }: { path: string; provider: string }) {
  const client = useQueryClient();
  const call = useMutation({
    mutationFn: () => callApi(path),
    onSettled: () => client.invalidateQueries({ queryKey: ['own'] }),
  });
  return (
    <SpaceBetween size="s">
      <SpaceBetween size="s" direction="horizontal" alignItems="center">
        <Button variant="primary" loading={call.isPending} loadingText="Calling" onClick={() => call.mutate()}>
          Call the API
        </Button>
        <Box variant="code">GET {path}</Box>
      </SpaceBetween>
      <div aria-live="polite" data-testid="outcome">
        {call.isSuccess && !call.isPending && (
          <Alert type="success" header="The API answered">
            {call.data}
          </Alert>
        )}
        {call.isError && !call.isPending && <Explained error={call.error} onRetry={() => call.mutate()} provider={provider} />}
      </div>
    </SpaceBetween>
  );
}
