import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, flat, one } from './template.ts';

const group = (name: string) => one('AWS::EC2::SecurityGroup', `Network${name}`).id;

interface Rule { port: string; from: string; to: string }

const rules = (kind: 'Ingress' | 'Egress'): Rule[] => [
  ...all(`AWS::EC2::SecurityGroup${kind}`).map(([, { Properties: rule }]) => ({
    port: `${rule.FromPort}-${rule.ToPort}`,
    from: flat(kind === 'Ingress' ? rule.SourceSecurityGroupId : rule.GroupId),
    to: flat(kind === 'Ingress' ? rule.GroupId : rule.DestinationSecurityGroupId),
  })),
  ...all('AWS::EC2::SecurityGroup').flatMap(([id, { Properties }]) => (Properties[`SecurityGroup${kind}`] ?? [])
    .filter((rule: { CidrIp?: string }) => rule.CidrIp !== '255.255.255.255/32')
    .map((rule: { FromPort: number; ToPort: number; CidrIp: unknown }) => {
      const here = `\${${id}.GroupId}`;
      const there = flat(rule.CidrIp);
      return { port: `${rule.FromPort}-${rule.ToPort}`, from: kind === 'Ingress' ? there : here, to: kind === 'Ingress' ? here : there };
    })),
];

const named = (id: string) => `\${${id}.GroupId}`;
const sort = (list: Rule[]) => list.map(rule => `${rule.from} -> ${rule.to}:${rule.port}`).sort();

test('who is heard by whom, and on which port, is exactly this', () => {
  const [authorizer, loadBalancer, silos, endpoints] = ['Authorizer', 'LoadBalancer', 'Silos', 'Endpoints'].map(group).map(named) as [string, string, string, string];
  const vpc = `\${${one('AWS::EC2::VPC').id}.CidrBlock}`;
  assert.deepEqual(sort(rules('Ingress')), sort([
    { from: authorizer, to: loadBalancer, port: '443-443' },
    { from: vpc, to: loadBalancer, port: '8443-8443' },
    { from: loadBalancer, to: silos, port: '8080-8080' },
    { from: silos, to: silos, port: '11111-11111' },
    { from: silos, to: silos, port: '30000-30000' },
    { from: silos, to: endpoints, port: '443-443' },
  ]));
  assert.deepEqual(sort(rules('Egress')), sort([
    { from: authorizer, to: loadBalancer, port: '443-443' },
    { from: loadBalancer, to: silos, port: '8080-8080' },
    { from: silos, to: silos, port: '11111-11111' },
    { from: silos, to: silos, port: '30000-30000' },
    { from: silos, to: '0.0.0.0/0', port: '443-443' },
  ]));
});

test('DynamoDB, S3, ECR, Logs and Secrets Manager have a path of their own, the key set goes through NAT', () => {
  const services = all('AWS::EC2::VPCEndpoint').map(([, { Properties }]) => flat(Properties.ServiceName).replace(/^.*\.(?=(dynamodb|s3|ecr\.api|ecr\.dkr|logs|secretsmanager)$)/, '')).sort();
  assert.deepEqual(services, ['dynamodb', 'ecr.api', 'ecr.dkr', 'logs', 's3', 'secretsmanager']);
  assert.equal(all('AWS::EC2::NatGateway').length, 2);
});

test('two zones, and nothing of ours has a public address', () => {
  const zones = new Set(all('AWS::EC2::Subnet').map(([, { Properties }]) => JSON.stringify(Properties.AvailabilityZone)));
  assert.equal(zones.size, 2);
  const privateSubnets = all('AWS::EC2::Subnet').filter(([id]) => id.includes('private')).map(([id]) => `\${${id}}`).sort();
  assert.equal(privateSubnets.length, 2);
  const service = one('AWS::ECS::Service').Properties.NetworkConfiguration.AwsvpcConfiguration;
  assert.equal(service.AssignPublicIp, 'DISABLED');
  assert.deepEqual(service.Subnets.map(flat).sort(), privateSubnets);
  assert.deepEqual(one('AWS::ElasticLoadBalancingV2::LoadBalancer').Properties.Subnets.map(flat).sort(), privateSubnets);
  assert.deepEqual(one('AWS::Lambda::Function', 'Authorizer').Properties.VpcConfig.SubnetIds.map(flat).sort(), privateSubnets);
});
