import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { Decision } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
import { momentOf } from '../dates';
import { decisions } from '../queries';

/** Why a call was refused, with what that rested on. */
function why({ reason, method, path, resource, roles, roleMapVersion, quota }: Decision): string {
  const has = roles.length > 0 ? `The token has ${roles.join(', ')}` : 'The token has no role';
  switch (reason) {
    case 'quota-exhausted':
      return `${quota?.used} of ${quota?.limit} units were used at version ${quota?.version} of the day.`;
    case 'role-not-allowed':
      return `${has}; ${method} ${resource ?? path} is not mapped to it in version ${roleMapVersion} of the role map.`;
    case 'resource-unmapped':
      return `${method} ${path} is mapped to nobody in version ${roleMapVersion} of the role map.`;
    case 'role-missing':
      return `${has}.`;
    default:
      return '';
  }
}

/** "Why was Alice refused at 14:03?": the latest refusals, as the silos remember them. What was allowed is in the event log. */
export function DecisionsTable({ principal }: { principal: string }) {
  const query = useQuery(decisions(principal));
  const silent = query.data?.silos.silent ?? [];
  return (
    <SpaceBetween size="m">
      {query.error && <Explained error={query.error} onRetry={() => void query.refetch()} />}
      {silent.length > 0 && <Alert type="warning">{silent.join(', ')} did not answer: refusals of theirs are missing.</Alert>}
      {query.data?.exhaustedAt && <Alert type="info">The first call over today’s limit was refused at {momentOf(query.data.exhaustedAt)}.</Alert>}
      <Table
        variant="embedded"
        wrapLines
        items={query.data?.decisions ?? []}
        trackBy="decisionId"
        loading={query.isLoading}
        loadingText="Loading refusals"
        columnDefinitions={[
          { id: 'at', header: 'Time', cell: (decision) => momentOf(decision.at), minWidth: 150 },
          { id: 'call', header: 'Call', cell: ({ method, path }) => `${method} ${path}`, isRowHeader: true, minWidth: 140 },
          {
            id: 'reason',
            header: 'Reason',
            cell: ({ reason }) => <StatusIndicator type="stopped">{reason}</StatusIndicator>,
            minWidth: 170,
          },
          { id: 'why', header: 'Why', cell: why, minWidth: 240 },
          { id: 'id', header: 'Decision id', cell: ({ decisionId }) => <Box variant="code">{decisionId}</Box> },
        ]}
        empty={
          <NoRows error={query.error} what="What was refused">
            No silo remembers a refusal of this principal’s calls. Memory is kept since a silo’s start.
          </NoRows>
        }
      />
    </SpaceBetween>
  );
}
