import { aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Network } from './network.ts';
import type { Parameters } from './parameters.mjs';

/** What `make package` makes: the authorizer compiled to native code, with `bootstrap` in its root. */
export const authorizerZip = new URL('../../artifacts/authorizer.zip', import.meta.url).pathname;

/** The order of patience: a decision (1500 ms), the authorizer's wait for it, the function. */
const waitMs = 2500;
const timeout = Duration.seconds(5);

/** The Lambda authorizer, in the VPC, with one way out: to the load balancer. */
export class Authorizer extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, network: Network, parameters: Parameters, zip: string) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN });
    this.function = new lambda.Function(this, 'Function', {
      description: 'May this signed-in user make this API call now?',
      runtime: lambda.Runtime.PROVIDED_AL2023,
      architecture: lambda.Architecture.X86_64,
      handler: 'bootstrap',
      code: lambda.Code.fromAsset(zip),
      memorySize: 256,
      timeout,
      vpc: network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [network.authorizer],
      role: this.role(logGroup),
      logGroup,
      environment: {
        TOLLGATE_URL: `https://${parameters.serviceDomain}`,
        TOLLGATE_TIMEOUT_MS: `${waitMs}`,
        TOLLGATE_RESPONSE: 'iam',
      },
    });
  }

  private role(logGroup: logs.LogGroup) {
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grant(role, 'logs:CreateLogStream', 'logs:PutLogEvents');
    const policy = new iam.Policy(this, 'NetworkInterfaces', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          actions: ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', 'A function in a VPC needs network interfaces, whose ids are not known before they are made.');
    return role;
  }
}
