import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { Cluster } from '../../api/facade';
import { Loaded } from '../../shell/Loaded';
import { momentOf } from '../dates';
import { cluster } from '../queries';
import { Dashboard } from './Dashboard';
import { MinuteChart, ReasonsChart } from './charts';

const milliseconds = (value?: number | null) => (value == null ? '–' : `${value.toLocaleString(undefined, { maximumFractionDigits: 1 })} ms`);
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString()} MB`;

/** All silos at a glance, every two seconds. */
export function ClusterPage() {
  const query = useQuery(cluster);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="All silos together, live: the last minute, and of decisions a second the last ten seconds." actions={query.data?.hasDashboard && <Dashboard />}>
          Cluster
        </Header>
      }
    >
      <Loaded query={query} what="the cluster">
        {(now) => (
          <SpaceBetween size="l">
            <Undecided now={now} />
            {now.silent.length > 0 && <Alert type="warning">{now.silent.join(', ')} did not answer: what they do is missing here.</Alert>}
            <Container>
              <Figures now={now} />
            </Container>
            <ColumnLayout columns={2}>
              <Container header={<Header variant="h2">Decisions a second</Header>} fitHeight>
                <MinuteChart minute={now.minute} />
              </Container>
              <Container header={<Header variant="h2">By reason, last minute</Header>} fitHeight>
                <ReasonsChart reasons={now.reasons} />
              </Container>
            </ColumnLayout>
            <Silos silos={now.silos} />
          </SpaceBetween>
        )}
      </Loaded>
    </ContentLayout>
  );
}

const times = (count: number) => (count === 0 ? 'did not fail' : count === 1 ? 'failed once' : `failed ${count.toLocaleString()} times`);
const calls = (count: number) => (count === 0 ? 'no call was' : count === 1 ? '1 call was' : `${count.toLocaleString()} calls were`);

/** Calls that got no answer but "try again": the store failed, or cannot follow. */
function Undecided({ now: { minute, reasons, storeFailures } }: { now: Cluster }) {
  const undecided = minute.reduce((sum, second) => sum + second.undecided, 0);
  const overloaded = reasons.overloaded ?? 0;
  if (undecided === 0 && storeFailures === 0) return null;
  return (
    <Alert type="warning" header="Not every call gets a decision">
      {`In the last minute ${calls(undecided)} told to try again`}
      {overloaded > 0 && `, ${overloaded.toLocaleString()} of them because more came than can be decided in time`}
      {`. The store ${times(storeFailures)}.`}
    </Alert>
  );
}

function Figures({ now }: { now: Cluster }) {
  const denied = now.minute.reduce((sum, second) => sum + second.denied, 0);
  const active = now.silos.filter((silo) => silo.status === 'Active').length;
  const figures = [
    ['Silos', `${active}`],
    ['Decisions/s', now.decisionsPerSecond.toLocaleString()],
    ['p99', milliseconds(now.p99Ms)],
    ['p50', milliseconds(now.p50Ms)],
    ['Denied/min', denied.toLocaleString()],
    ['Store failures/min', now.storeFailures.toLocaleString()],
    ['Activations', now.activations.toLocaleString()],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Silo = Cluster['silos'][number];

// A silo that was not heard has no figures; its zeros are not zeros.
const said = (read: (silo: Silo) => string) => (silo: Silo) => (silo.hasAnswered ? read(silo) : '–');

const Silos = ({ silos }: { silos: Cluster['silos'] }) => (
  <Table
    header={<Header variant="h2">Silos</Header>}
    items={silos}
    trackBy="silo"
    empty={<Box color="text-body-secondary">No silo is known.</Box>}
    columnDefinitions={[
      {
        id: 'silo',
        header: 'Silo',
        isRowHeader: true,
        cell: ({ silo, version, startedAt }) => (
          <>
            <Box variant="code">{silo}</Box>
            {startedAt && <Box color="text-body-secondary" fontSize="body-s">{`${version}, since ${momentOf(startedAt)}`}</Box>}
          </>
        ),
      },
      {
        id: 'status',
        header: 'Status',
        cell: ({ status, hasAnswered }) => <StatusIndicator type={status !== 'Active' ? 'in-progress' : hasAnswered ? 'success' : 'warning'}>{hasAnswered ? status : `${status}, silent`}</StatusIndicator>,
      },
      { id: 'rate', header: 'Decisions/s', cell: said(({ decisionsPerSecond }) => decisionsPerSecond.toLocaleString()) },
      { id: 'p99', header: 'p99', cell: said(({ p99Ms }) => milliseconds(p99Ms)) },
      { id: 'quota', header: 'Quota grains', cell: said(({ activations }) => (activations.QuotaGrain ?? 0).toLocaleString()) },
      { id: 'failures', header: 'Store failures', cell: said(({ storeFailures }) => storeFailures.toLocaleString()) },
      { id: 'memory', header: 'Memory', cell: said(({ memoryBytes }) => megabytes(memoryBytes)) },
    ]}
  />
);
