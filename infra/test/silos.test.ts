import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { all, flat, one } from './template.ts';

const service = one('AWS::ECS::Service').Properties;
const container = one('AWS::ECS::TaskDefinition').Properties.ContainerDefinitions[0];
const target = one('AWS::ElasticLoadBalancingV2::TargetGroup').Properties;
const environment = Object.fromEntries(container.Environment.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, flat(Value)]));
const attribute = (attributes: { Key: string; Value: string }[], key: string) => attributes.find(({ Key }) => Key === key)?.Value;

test('three silos at least, also while they are replaced, and a bad version is taken back', () => {
  assert.equal(service.LaunchType, 'FARGATE');
  assert.equal(service.DesiredCount, 3);
  assert.equal(service.DeploymentConfiguration.MinimumHealthyPercent, 100);
  assert.equal(service.DeploymentConfiguration.MaximumPercent, 200);
  assert.deepEqual(service.DeploymentConfiguration.DeploymentCircuitBreaker, { Enable: true, Rollback: true });
  const { MinCapacity, MaxCapacity } = one('AWS::ApplicationAutoScaling::ScalableTarget').Properties;
  assert.deepEqual([MinCapacity, MaxCapacity], [3, 12]);
  assert.equal(one('AWS::ApplicationAutoScaling::ScalingPolicy').Properties.PolicyType, 'TargetTrackingScaling');
});

test('a silo is given longer to stop than it takes to drain, and is out of the way before it closes', () => {
  const drain = Number(environment['Http__DrainSeconds']);
  const left = Number(attribute(target.TargetGroupAttributes, 'deregistration_delay.timeout_seconds'));
  const noticed = target.HealthCheckIntervalSeconds * target.UnhealthyThresholdCount;
  assert.ok(container.StopTimeout > drain + 90, 'draining, and 90 seconds to commit and leave');
  assert.ok(noticed < drain && left < drain);
});

test('readiness is asked, through the load balancer', () => {
  assert.equal(target.HealthCheckPath, '/health/ready');
  assert.equal(target.Port, 8080);
  assert.equal(target.TargetType, 'ip');
  assert.deepEqual(container.PortMappings.map(({ ContainerPort }: { ContainerPort: number }) => ContainerPort).sort(), [11111, 30000, 8080]);
  assert.ok(service.HealthCheckGracePeriodSeconds >= 60);
});

test('the authorizer gives up an idle connection before the load balancer does', () => {
  const client = readFileSync(new URL('../../src/AuthorizerLambda/Facade/FacadeClient.cs', import.meta.url), 'utf8');
  const kept = Number(/PooledConnectionIdleTimeout = TimeSpan\.FromSeconds\((\d+)\)/.exec(client)![1]);
  const { LoadBalancerAttributes } = one('AWS::ElasticLoadBalancingV2::LoadBalancer').Properties;
  assert.ok(kept < Number(attribute(LoadBalancerAttributes, 'idle_timeout.timeout_seconds')));
});

test('the load balancer is internal, speaks TLS only, and passes on nothing that nobody needs', () => {
  const { Scheme, LoadBalancerAttributes } = one('AWS::ElasticLoadBalancingV2::LoadBalancer').Properties;
  assert.equal(Scheme, 'internal');
  assert.equal(attribute(LoadBalancerAttributes, 'routing.http.drop_invalid_header_fields.enabled'), 'true');
  const listeners = all('AWS::ElasticLoadBalancingV2::Listener').map(([, { Properties }]) => Properties);
  assert.deepEqual(listeners.map(({ Port, Protocol }) => `${Protocol} ${Port}`).sort(), ['HTTPS 443', 'HTTPS 8443']);
  for (const { DefaultActions, SslPolicy } of listeners) {
    assert.equal(DefaultActions[0].FixedResponseConfig.StatusCode, '404');
    assert.match(SslPolicy, /TLS13/);
  }
  const paths = Object.fromEntries(all('AWS::ElasticLoadBalancingV2::ListenerRule').map(([id, { Properties }]) => [id.startsWith('FrontLoadBalancerWeb') ? 'web' : 'facade', Properties.Conditions[0].PathPatternConfig.Values]));
  assert.deepEqual(paths, { facade: ['/v1/authorize', '/v1/check', '/v1/check/*'], web: ['/v1/quota', '/v1/quota/*', '/v1/admin/*'] });
});

test('the settings are those of this stack', () => {
  assert.equal(environment['Auth__Audience'], `\${${one('AWS::Cognito::UserPoolClient').id}}`);
  assert.ok(environment['Auth__Authority']!.endsWith(`/\${${one('AWS::Cognito::UserPool').id}}`));
  assert.equal(environment['Auth__PrincipalClaim'], 'sub');
  assert.equal(environment['Auth__AdminGroup'], 'tollgate-admins');
  assert.equal(environment['Quota__DefaultDailyLimit'], '75');
  assert.deepEqual([environment['Store__Provider'], environment['Cluster__Provider']], ['DynamoDb', 'DynamoDb']);
  assert.equal(environment['DynamoDb__CreateTables'], 'false');
  for (const [, { Properties }] of all('AWS::DynamoDB::Table')) assert.ok(Properties.TableName.startsWith(environment['DynamoDb__TablePrefix']));
});

test('role-map.json becomes the role map that a silo begins with', () => {
  const bootstrap = Object.entries(environment).filter(([name]) => name.startsWith('RoleMap__')).sort();
  assert.deepEqual(bootstrap, [
    ['RoleMap__Bootstrap__0__Method', 'GET'],
    ['RoleMap__Bootstrap__0__Resource', '/blog'],
    ['RoleMap__Bootstrap__0__Roles', 'IT,Finance'],
  ]);
});

test('the container can write nothing and its log is kept for a while', () => {
  assert.equal(container.ReadonlyRootFilesystem, true);
  for (const [id, { Properties }] of all('AWS::Logs::LogGroup')) assert.ok(Properties.RetentionInDays > 0, id);
  assert.ok(all('AWS::Logs::LogGroup').length >= 4);
});
