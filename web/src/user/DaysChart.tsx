import Box from '@cloudscape-design/components/box';
import MixedLineBarChart from '@cloudscape-design/components/mixed-line-bar-chart';
import type { Quota } from '../api/facade';

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`).toLocaleDateString(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Used calls by day, under the limit of each. */
export function DaysChart({ days, height = 180 }: { days: Quota[]; height?: number }) {
  const top = Math.max(1, ...days.map((day) => Math.max(day.used, day.limit)));
  return (
    <MixedLineBarChart
      series={[
        { title: 'Used', type: 'bar', data: days.map((day) => ({ x: dayOf(day.day), y: day.used })) },
        { title: 'Limit', type: 'line', data: days.map((day) => ({ x: dayOf(day.day), y: day.limit })), color: '#8c8c94' },
      ]}
      xDomain={days.map((day) => dayOf(day.day))}
      yDomain={[0, top]}
      xScaleType="categorical"
      height={height}
      hideFilter
      ariaLabel="Used calls and limit by day"
      i18nStrings={{
        chartAriaRoleDescription: 'chart with a bar for each day',
        xAxisAriaRoleDescription: 'x axis, days',
        yAxisAriaRoleDescription: 'y axis, calls',
        legendAriaLabel: 'Legend',
        detailPopoverDismissAriaLabel: 'Close',
      }}
      xTitle="Day (UTC)"
      yTitle="Calls"
      empty={<Box color="text-body-secondary">No days yet</Box>}
    />
  );
}
