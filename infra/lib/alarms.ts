import {
  aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_elasticloadbalancingv2 as elb, aws_sns as sns, Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Authorizer } from './authorizer.ts';
import type { RestApi } from './rest-api.ts';
import { fewest, type Front, type Silos } from './silos.ts';
import type { Tables } from './tables.ts';

interface Watched {
  authorizer: Authorizer;
  api: RestApi;
  front: Front;
  silos: Silos;
  tables: Tables;
}

const minute = Duration.minutes(1);

// Ten metrics are the most that one alarm can add up.
const operations = ['PutItem', 'Query', 'GetItem'];

/** What wakes somebody up, and one page that shows why. Each alarm is in docs/operations.md, with what to do. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, private readonly watched: Watched) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { displayName: 'Tollgate alarms', enforceSSL: true });
    for (const [name, { metric, threshold, description, below }] of Object.entries(this.signals())) {
      const alarm = metric.createAlarm(this, name, {
        alarmDescription: description,
        threshold,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        comparisonOperator: below ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: below ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new actions.SnsAction(this.topic));
      alarm.addOkAction(new actions.SnsAction(this.topic));
    }
    this.addDashboard();
  }

  private signals(): Record<string, { metric: cloudwatch.IMetric & { createAlarm: cloudwatch.Metric['createAlarm'] }; threshold: number; description: string; below?: boolean }> {
    const { authorizer, api, front, silos, tables } = this.watched;
    const tableFaults = (metricName: string) => {
      const faults = [tables.events, tables.silos, tables.grainState].flatMap(table => operations.map(operation => new cloudwatch.Metric({
        namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName: table.tableName, Operation: operation }, statistic: 'Sum', period: minute,
      })));
      const usingMetrics = Object.fromEntries(faults.map((metric, i) => [`m${i}`, metric]));
      return new cloudwatch.MathExpression({ expression: `SUM([${Object.keys(usingMetrics).map(name => `FILL(${name}, 0)`).join(', ')}])`, period: minute, usingMetrics });
    };
    return {
      TooFewSilos: { metric: silos.targets.metrics.healthyHostCount({ period: minute, statistic: 'Minimum' }), threshold: fewest, below: true, description: 'Fewer silos are ready than must be.' },
      SiloFaults: { metric: silos.targets.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT, { period: minute }), threshold: 5, description: 'Silos answer 5xx: calls are refused undecided.' },
      FrontFaults: { metric: front.loadBalancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT, { period: minute }), threshold: 5, description: 'The load balancer finds no silo that answers.' },
      SlowDecisions: { metric: silos.targets.metrics.targetResponseTime({ period: minute, statistic: 'p99' }), threshold: 0.5, description: 'One decision in a hundred takes half a second or more.' },
      AuthorizerFaults: { metric: authorizer.function.metricErrors({ period: minute }), threshold: 50, description: 'The authorizer fails: a flood of bad tokens (each counts as an error here), or a fault.' },
      AuthorizerThrottled: { metric: authorizer.function.metricThrottles({ period: minute }), threshold: 1, description: 'The account has no Lambda concurrency left: calls are answered 500.' },
      ApiFaults: { metric: api.api.metricServerError({ period: minute, statistic: 'Sum' }), threshold: 5, description: 'API Gateway answers 5xx.' },
      StoreThrottled: { metric: tableFaults('ThrottledRequests'), threshold: 1, description: 'DynamoDB throttles a table.' },
      StoreFaults: { metric: tableFaults('SystemErrors'), threshold: 1, description: 'DynamoDB answers 5xx.' },
      BusySilos: { metric: silos.service.metricCpuUtilization({ period: minute }), threshold: 85, description: 'Silos are busy, and scaling out does not keep up.' },
    };
  }

  private addDashboard() {
    const { authorizer, api, front, silos, tables } = this.watched;
    const graph = (title: string, ...left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12, height: 6, period: minute });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(6),
      widgets: [
        [graph('Calls and refusals', api.api.metricCount(), api.api.metricClientError(), api.api.metricServerError()),
          graph('Decisions at the silos', silos.targets.metrics.requestCount(), silos.targets.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_4XX_COUNT), silos.targets.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT), front.loadBalancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT))],
        [graph('Time of a decision', ...['p50', 'p99'].map(statistic => silos.targets.metrics.targetResponseTime({ statistic }))),
          graph('Time of the authorizer', ...['p50', 'p99'].map(statistic => authorizer.function.metricDuration({ statistic })))],
        [graph('Silos', silos.targets.metrics.healthyHostCount(), silos.targets.metrics.unhealthyHostCount()),
          graph('Load of the silos', silos.service.metricCpuUtilization(), silos.service.metricMemoryUtilization())],
        [graph('Writes to the log', tables.events.metricConsumedWriteCapacityUnits()),
          graph('Reads of the log', tables.events.metricConsumedReadCapacityUnits())],
      ],
    });
  }
}
