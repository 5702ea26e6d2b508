import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Ports of a silo. The facade's is the load balancer's only; the other two are the silos' own, and nobody else's. */
export const ports = { facade: 8080, silo: 11111, gateway: 30000 } as const;

/** Ports of the load balancer: all of the facade for the authorizer, and the few paths that browsers need for CloudFront. */
export const listeners = { authorizer: 443, web: 8443 } as const;

/**
 * Two zones. What silos need of AWS they reach without the internet: DynamoDB and S3 (image layers) through gateways, ECR, Logs and Secrets Manager
 * through endpoints. The one thing that is not so is the user pool's key set, and traces if they go elsewhere: through a NAT gateway in each zone.
 */
export class Network extends Construct {
  readonly vpc: ec2.Vpc;
  readonly authorizer: ec2.SecurityGroup;
  readonly loadBalancer: ec2.SecurityGroup;
  readonly silos: ec2.SecurityGroup;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 2,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
      ],
      flowLogs: { rejected: { trafficType: ec2.FlowLogTrafficType.REJECT } },
    });
    this.authorizer = this.group('Authorizer', 'The authorizer: asks the load balancer, and nobody else.');
    this.loadBalancer = this.group('LoadBalancer', 'The internal load balancer: hears the authorizer and CloudFront, asks silos.');
    this.silos = this.group('Silos', 'Silos: hear the load balancer and each other.');
    this.allowPaths();
    this.addEndpoints();
  }

  private group(name: string, description: string) {
    return new ec2.SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound: false });
  }

  private allowPaths() {
    const { authorizer, loadBalancer, silos, vpc } = this;
    const https = ec2.Port.tcp(listeners.authorizer);
    authorizer.addEgressRule(loadBalancer, https, 'asks the facade');
    loadBalancer.addIngressRule(authorizer, https, 'the authorizer asks the facade');

    // CloudFront's side of a VPC origin is in these subnets, under addresses that are not known before it is made.
    loadBalancer.addIngressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(listeners.web), 'CloudFront asks for the web app');
    acknowledge(loadBalancer, 'AwsSolutions-EC23', 'The source is the VPC itself, a value that is known at deployment only.');

    const facade = ec2.Port.tcp(ports.facade);
    loadBalancer.addEgressRule(silos, facade, 'asks silos');
    silos.addIngressRule(loadBalancer, facade, 'the load balancer asks');
    for (const port of [ports.silo, ports.gateway]) {
      silos.addIngressRule(silos, ec2.Port.tcp(port), 'silo to silo');
      silos.addEgressRule(silos, ec2.Port.tcp(port), 'silo to silo');
    }
    silos.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'DynamoDB, endpoints, and through NAT the user pool: key set and traces');
  }

  private addEndpoints() {
    const service = ec2.GatewayVpcEndpointAwsService;
    this.vpc.addGatewayEndpoint('DynamoDb', { service: service.DYNAMODB });
    this.vpc.addGatewayEndpoint('S3', { service: service.S3 });

    const endpoints = this.group('Endpoints', 'Endpoints of AWS services: hear silos.');
    endpoints.addIngressRule(this.silos, ec2.Port.tcp(443), 'silos ask AWS');
    for (const [name, service] of Object.entries({
      Ecr: ec2.InterfaceVpcEndpointAwsService.ECR,
      EcrDocker: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
      Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      Secrets: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
    }))
      this.vpc.addInterfaceEndpoint(name, { service, securityGroups: [endpoints], open: false });
  }
}
