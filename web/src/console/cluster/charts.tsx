import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import LineChart from '@cloudscape-design/components/line-chart';
import type { Cluster } from '../../api/facade';

const clock = (at: Date) => at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function MinuteChart({ minute }: { minute: Cluster['minute'] }) {
  const series = (title: string, color: string, read: (second: Cluster['minute'][number]) => number) => ({
    title,
    color,
    type: 'line' as const,
    data: minute.map((second) => ({ x: new Date(second.at), y: read(second) })),
  });
  const top = Math.max(1, ...minute.map(({ allowed, denied, undecided }) => Math.max(allowed, denied, undecided)));
  return (
    <LineChart
      series={[series('Allowed', '#2ea597', (s) => s.allowed), series('Denied', '#e07941', (s) => s.denied), series('Undecided', '#c33d69', (s) => s.undecided)]}
      xScaleType="time"
      xDomain={minute.length > 1 ? [new Date(minute[0]!.at), new Date(minute.at(-1)!.at)] : undefined}
      yDomain={[0, top]}
      xTickFormatter={clock}
      height={200}
      hideFilter
      ariaLabel="Decisions a second, last minute"
      empty={<Box color="text-body-secondary">Nothing yet</Box>}
    />
  );
}

export function ReasonsChart({ reasons }: { reasons: Cluster['reasons'] }) {
  const known = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return (
    <BarChart
      series={[{ title: 'Decisions', type: 'bar', data: known.map(([reason, count]) => ({ x: reason, y: count })) }]}
      xDomain={known.map(([reason]) => reason)}
      yDomain={[0, Math.max(1, ...known.map(([, count]) => count))]}
      height={200}
      horizontalBars
      hideFilter
      hideLegend
      ariaLabel="Decisions of the last minute by reason"
      empty={<Box color="text-body-secondary">No decision in the last minute</Box>}
    />
  );
}
