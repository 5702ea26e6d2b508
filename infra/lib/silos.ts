import {
  aws_certificatemanager as acm, aws_ec2 as ec2, aws_ecr_assets as assets, aws_ecs as ecs, aws_elasticloadbalancingv2 as elb, aws_logs as logs,
  aws_route53 as route53, aws_route53_targets as targets, aws_s3 as s3, Duration, IgnoreMode, RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Identity } from './identity.ts';
import { adminGroup } from './identity.ts';
import { listeners, type Network, ports } from './network.ts';
import type { Parameters } from './parameters.mjs';
import { type Mapping, toEnvironment } from './role-map.ts';
import type { Tables } from './tables.ts';

/** Never fewer, also while a new version takes over: two may be lost at once and one goes on. */
export const fewest = 3;
const most = 12;

/** Readiness fails for so long before a silo closes its door; targets are taken out in less. */
const drainSeconds = 20;

/** The paths that CloudFront may ask of the facade: see web-app.ts. */
export const webPaths = ['/v1/quota', '/v1/quota/*', '/v1/admin/*'];

/** The internal load balancer: TLS for the host name of the deployment, which only the VPC resolves to it. */
export class Front extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly facade: elb.ApplicationListener;
  readonly web: elb.ApplicationListener;

  constructor(scope: Construct, id: string, network: Network, parameters: Parameters, accessLogs: s3.IBucket) {
    super(scope, id);
    const { vpc } = network;
    this.loadBalancer = new elb.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: false,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroup: network.loadBalancer,
      idleTimeout: Duration.seconds(60),
      dropInvalidHeaderFields: true,
      deletionProtection: false,
    });
    this.loadBalancer.logAccessLogs(accessLogs, 'load-balancer');
    this.loadBalancer.setAttribute('routing.http.xff_header_processing.mode', 'remove'); // nothing behind believes it

    const certificate = acm.Certificate.fromCertificateArn(this, 'Certificate', parameters.certificateArn);
    const common = { protocol: elb.ApplicationProtocol.HTTPS, certificates: [certificate], sslPolicy: elb.SslPolicy.RECOMMENDED_TLS, open: false };
    const nothing = elb.ListenerAction.fixedResponse(404, { contentType: 'application/problem+json', messageBody: '{"status":404,"reason":"not-found"}' });
    this.facade = this.loadBalancer.addListener('Facade', { ...common, port: listeners.authorizer, defaultAction: nothing });
    this.web = this.loadBalancer.addListener('Web', { ...common, port: listeners.web, defaultAction: nothing });

    const zone = new route53.PrivateHostedZone(this, 'Zone', { vpc, zoneName: parameters.serviceDomain });
    new route53.ARecord(this, 'Name', { zone, target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(this.loadBalancer)) });
  }
}

interface SilosProps {
  network: Network;
  front: Front;
  tables: Tables;
  identity: Identity;
  clientId: string;
  parameters: Parameters;
  roleMap: readonly Mapping[];
}

/** The silos, behind the front. */
export class Silos extends Construct {
  readonly service: ecs.FargateService;
  readonly targets: elb.ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: SilosProps) {
    super(scope, id);
    const { network, front } = props;
    const task = this.task(props);
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc: network.vpc, containerInsightsV2: ecs.ContainerInsights.ENABLED });
    this.service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: task,
      platformVersion: ecs.FargatePlatformVersion.LATEST,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [network.silos],
      assignPublicIp: false,
      desiredCount: fewest,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: Duration.seconds(90),
      availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
      enableECSManagedTags: true,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
    });
    this.targets = this.register(network.vpc, front);
    const scaling = this.service.autoScaleTaskCount({ minCapacity: fewest, maxCapacity: most });
    scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60, scaleInCooldown: Duration.minutes(10), scaleOutCooldown: Duration.minutes(1) });
  }

  private task({ tables, identity, clientId, parameters, roleMap }: SilosProps) {
    const task = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: 1024,
      memoryLimitMiB: 2048,
      runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.X86_64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
    });
    acknowledge(task, 'AwsSolutions-ECS2', 'The variables are settings and no secrets; the silo has none.');
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN });
    task.addContainer('silo', {
      image: ecs.ContainerImage.fromAsset(new URL('../..', import.meta.url).pathname, {
        file: 'src/Silo/Dockerfile',
        exclude: ['*', '!src', '!Directory.*.props', '!global.json', '!BannedSymbols.txt', '!.editorconfig', '**/bin', '**/obj'],
        ignoreMode: IgnoreMode.DOCKER,
        platform: assets.Platform.LINUX_AMD64,
      }),
      readonlyRootFilesystem: true,
      portMappings: Object.values(ports).map(containerPort => ({ containerPort })),
      stopTimeout: Duration.seconds(120), // the most there is: draining, and up to 90 seconds to commit and leave the cluster
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'silo' }),
      environment: {
        Auth__Authority: identity.issuer,
        Auth__Audience: clientId,
        Auth__PrincipalClaim: parameters.username,
        Auth__RoleClaim: identity.roleClaim,
        Auth__AdminGroup: adminGroup,
        Quota__DefaultDailyLimit: `${parameters.defaultCallLimit}`,
        Store__Provider: 'DynamoDb',
        Cluster__Provider: 'DynamoDb',
        Cluster__ClusterId: parameters.stackName,
        Cluster__ServiceId: parameters.stackName,
        Cluster__SiloPort: `${ports.silo}`,
        Cluster__GatewayPort: `${ports.gateway}`,
        DynamoDb__Region: parameters.region,
        DynamoDb__TablePrefix: tables.prefix,
        DynamoDb__CreateTables: 'false',
        Http__DrainSeconds: `${drainSeconds}`,
        ...toEnvironment(roleMap),
      },
    });
    tables.grantSilo(task.taskRole);
    acknowledge(task.obtainExecutionRole(), 'AwsSolutions-IAM5[Resource::*]', 'ecr:GetAuthorizationToken knows no resource.');
    return task;
  }

  private register(vpc: ec2.IVpc, front: Front) {
    const targets = new elb.ApplicationTargetGroup(this, 'Targets', {
      vpc,
      port: ports.facade,
      protocol: elb.ApplicationProtocol.HTTP,
      targets: [this.service.loadBalancerTarget({ containerName: 'silo', containerPort: ports.facade })],
      deregistrationDelay: Duration.seconds(drainSeconds - 5),
      healthCheck: { path: '/health/ready', interval: Duration.seconds(5), timeout: Duration.seconds(3), healthyThresholdCount: 2, unhealthyThresholdCount: 2 },
      loadBalancingAlgorithmType: elb.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    });
    const toSilos = elb.ListenerAction.forward([targets]);
    front.facade.addAction('Authorize', { priority: 1, conditions: [elb.ListenerCondition.pathPatterns(['/v1/authorize', '/v1/check', '/v1/check/*'])], action: toSilos });
    front.web.addAction('Web', { priority: 1, conditions: [elb.ListenerCondition.pathPatterns(webPaths)], action: toSilos });
    return targets;
  }
}
