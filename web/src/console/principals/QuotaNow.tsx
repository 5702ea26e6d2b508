import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { components } from '../../api/schema';
import type { Quota } from '../../api/facade';
import { resetTime, timeUntil } from '../../api/problems';
import { momentOf } from '../dates';

type Limit = components['schemas']['PrincipalLimitBody'];

// The large part of "in 9 h 12 min".
const hoursUntil = (instant: string) => timeUntil(instant).replace(/^in /, '').replace(/ h .*$/, ' h');

/** A principal's quota at this moment, and where its limit comes from; `origin` says why that is not known. */
export function QuotaNow({ quota, limit, origin }: { quota: Quota; limit?: Limit; origin: string }) {
  const own = limit?.override;
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: 'Left', value: <Box variant="awsui-value-large">{quota.remaining.toLocaleString()}</Box> },
        { label: 'Used', value: <Box variant="awsui-value-large">{quota.used.toLocaleString()}</Box> },
        {
          label: 'Limit',
          value: (
            <>
              <Box variant="awsui-value-large">{quota.limit.toLocaleString()}</Box>
              <Box color="text-body-secondary">
                {own ? `Own limit${own.untilDay ? ` until ${own.untilDay}` : ''}, set by ${own.actor} on ${momentOf(own.at)}: “${own.reason}”` : limit ? 'The default for everybody' : origin}
              </Box>
            </>
          ),
        },
        {
          label: 'Starts again',
          value: (
            <>
              <Box variant="awsui-value-large">{hoursUntil(quota.resetsAt)}</Box>
              <Box color="text-body-secondary">
                {timeUntil(quota.resetsAt)}, {resetTime(quota.resetsAt)}
              </Box>
            </>
          ),
        },
      ]}
    />
  );
}
