import { aws_dynamodb as dynamodb, RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const { NUMBER, STRING } = dynamodb.AttributeType;

/**
 * The tables of `src/DynamoDb/Tables/TollgateTables.cs`. On demand, with point-in-time recovery, protected from deletion and kept when the stack
 * goes: the log is what cannot be made again.
 */
export class Tables extends Construct {
  readonly prefix: string;
  readonly events: dynamodb.Table;
  readonly silos: dynamodb.Table;
  readonly grainState: dynamodb.Table;

  constructor(scope: Construct, id: string, stackName: string) {
    super(scope, id);
    this.prefix = `${stackName}-`;
    this.events = this.table('TollgateEvents', { name: 'Stream', type: STRING }, { name: 'Version', type: NUMBER }, 'ExpiresAt');
    this.silos = this.table('OrleansSilos', { name: 'DeploymentId', type: STRING }, { name: 'SiloIdentity', type: STRING });
    this.grainState = this.table('OrleansGrainState', { name: 'GrainReference', type: STRING }, { name: 'GrainType', type: STRING }, 'GrainTtl');
  }

  /** What a silo does to each table, and nothing more: no event can be changed or removed by a silo's role. */
  grantSilo(silo: IGrantable): void {
    const look = ['dynamodb:DescribeTable', 'dynamodb:DescribeTimeToLive'];
    this.events.grant(silo, ...look, 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:GetItem');
    this.silos.grant(silo, ...look, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem');
    this.grainState.grant(silo, ...look, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem');
  }

  private table(name: string, partitionKey: dynamodb.Attribute, sortKey: dynamodb.Attribute, timeToLiveAttribute?: string) {
    return new dynamodb.Table(this, name, {
      tableName: `${this.prefix}${name}`,
      partitionKey,
      sortKey,
      timeToLiveAttribute,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
