import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { all, flat, one } from './template.ts';

const distribution = one('AWS::CloudFront::Distribution').Properties.DistributionConfig;

/** What a CloudFront function of the template makes of a path: the path it passes on, or a status. */
function run(id: string, uri: string): string | number {
  const code = flat(one('AWS::CloudFront::Function', id).Properties.FunctionCode);
  const answer = runInNewContext(`${code}; handler(event)`, { event: { request: { uri, headers: {} } } }) as { uri?: string; statusCode?: number };
  return answer.statusCode ?? answer.uri ?? '';
}

test('of the facade, browsers reach a user\'s own quota and administration, and nothing else', () => {
  const toFacade = distribution.Origins.filter((origin: { VpcOriginConfig?: unknown }) => origin.VpcOriginConfig).map((origin: { Id: string }) => origin.Id);
  assert.equal(toFacade.length, 1);
  const paths = distribution.CacheBehaviors.filter((behavior: { TargetOriginId: string }) => behavior.TargetOriginId === toFacade[0]).map((behavior: { PathPattern: string }) => behavior.PathPattern);
  assert.deepEqual(paths, ['/v1/quota*', '/v1/admin/*']);
  assert.notEqual(distribution.DefaultCacheBehavior.TargetOriginId, toFacade[0]);
});

for (const path of ['/v1/quota', '/v1/quota/events', '/v1/admin/quotas', '/v1/admin/quotas/limit', '/v1/admin/role-map', '/v1/admin/decisions'])
  test(`${path} is passed on to the facade`, () => assert.equal(run('WebAppOnlyFacadePaths', path), path));

for (const path of ['/v1/authorize', '/v1/check/blog', '/metrics', '/dashboard', '/v1/quota/../authorize', '/v1/quota/%2e%2e/authorize', '/v1/admin/../../metrics', '/v1/admin/..%2fcheck', '/v1/quota;/../check', '/v1/quotas', '/v1/admin//x', '/v1/admin/'])
  test(`${path} is not passed on to the facade`, () => assert.equal(run('WebAppOnlyFacadePaths', path), 404));

test('both behaviours of the facade have the function, cache nothing, and keep the token', () => {
  const guard = one('AWS::CloudFront::Function', 'WebAppOnlyFacadePaths').id;
  for (const behavior of distribution.CacheBehaviors) {
    assert.equal(flat(behavior.FunctionAssociations[0].FunctionARN), `\${${guard}.FunctionARN}`);
    assert.equal(behavior.CachePolicyId, '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'CachingDisabled');
    assert.equal(behavior.OriginRequestPolicyId, 'b689b0a8-53d0-40ab-baf2-68738e2966ac', 'AllViewerExceptHostHeader');
    assert.equal(behavior.ViewerProtocolPolicy, 'https-only');
  }
});

test('the way to the facade is private and TLS to its end', () => {
  const origin = one('AWS::CloudFront::VpcOrigin').Properties.VpcOriginEndpointConfig;
  assert.equal(flat(origin.Arn), `\${${one('AWS::ElasticLoadBalancingV2::LoadBalancer').id}}`);
  assert.equal(origin.OriginProtocolPolicy, 'https-only');
  assert.equal(origin.HTTPSPort, 8443);
  const facade = distribution.Origins.find((candidate: { VpcOriginConfig?: unknown }) => candidate.VpcOriginConfig);
  assert.equal(facade.DomainName, 'tollgate.example.com', 'the name that the certificate is for');
});

test('the app is one page, under the path it is built for', () => {
  assert.equal(run('WebAppConsolePaths', '/'), 302);
  assert.equal(run('WebAppConsolePaths', '/console'), 302);
  assert.equal(run('WebAppConsolePaths', '/console/'), '/console/index.html');
  assert.equal(run('WebAppConsolePaths', '/console/admin/principals'), '/console/index.html');
  assert.equal(run('WebAppConsolePaths', '/console/assets/index-1a2b.js'), '/console/assets/index-1a2b.js');
  assert.equal(run('WebAppConsolePaths', '/console/config.json'), '/console/config.json');
});

const build = new URL('../../web/vite.config.ts', import.meta.url);

test('and is built for that path', { skip: !existsSync(build) && 'the web app is not there' }, () => {
  assert.equal(readFileSync(build, 'utf8').match(/base: *'([^']*)'/)?.[1], '/console/');
});

test('config.json is written at deployment, with the values of this stack', () => {
  const written = one('Custom::AWS').Properties;
  const call = JSON.parse(flat(written.Create));
  assert.deepEqual([call.service, call.action, call.parameters.Key], ['S3', 'PutObject', 'console/config.json']);
  const configuration = JSON.parse(call.parameters.Body);
  assert.equal(configuration.clientId, `\${${one('AWS::Cognito::UserPoolClient').id}}`);
  assert.equal(configuration.userPoolId, `\${${one('AWS::Cognito::UserPool').id}}`);
  assert.equal(configuration.roleClaim, 'custom:team');
  assert.match(configuration.api.url, /^https:\/\/\$\{RestApi\w+\}\.execute-api\.eu-central-1\./);
  assert.deepEqual(Object.keys(configuration).sort(), ['adminGroup', 'api', 'clientId', 'domain', 'identityProvider', 'roleClaim', 'userPoolId']);
  assert.equal(flat(written.Update), flat(written.Create));
});

test('buckets are private, and the app is read by CloudFront only', () => {
  for (const [id, { Properties }] of all('AWS::S3::Bucket'))
    assert.deepEqual(Object.values(Properties.PublicAccessBlockConfiguration), [true, true, true, true], id);
  assert.equal(all('AWS::CloudFront::OriginAccessControl').length, 1);
});

test('what a browser may do is what a silo would let it do', () => {
  const csp = flat(one('AWS::CloudFront::ResponseHeadersPolicy').Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
  assert.match(csp, /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
  assert.doesNotMatch(csp, /unsafe/);
});
