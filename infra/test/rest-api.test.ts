import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizerZip } from '../lib/authorizer.ts';
import { all, flat, one } from './template.ts';

const responses: Record<string, any> = Object.fromEntries(all('AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => [Properties.ResponseType, Properties]));
const context = { errorMessage: 'Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z', reason: 'quota-exhausted', status: '429', resetsAt: '2026-11-23T00:00:00Z', decisionId: '01a2' };

test('GET /blog is authorized every time, OPTIONS never', () => {
  const authorizer = one('AWS::ApiGateway::Authorizer');
  assert.equal(authorizer.Properties.Type, 'TOKEN');
  assert.equal(authorizer.Properties.IdentitySource, 'method.request.header.Authorization');
  assert.equal(authorizer.Properties.AuthorizerResultTtlInSeconds, 0);
  assert.equal(one('AWS::ApiGateway::Resource').Properties.PathPart, 'blog');
  const methods: typeof responses = Object.fromEntries(all('AWS::ApiGateway::Method').map(([, { Properties }]) => [Properties.HttpMethod, Properties]));
  assert.deepEqual(Object.keys(methods).sort(), ['GET', 'OPTIONS']);
  assert.equal(methods['GET'].AuthorizationType, 'CUSTOM');
  assert.equal(flat(methods['GET'].AuthorizerId), `\${${authorizer.id}}`);
  assert.equal(methods['OPTIONS'].AuthorizationType, 'NONE');
  for (const { Integration } of Object.values(methods)) assert.equal(Integration.Type, 'MOCK');
});

test('the mock answers as the pattern\'s, and with what remains of the day', () => {
  const [answer] = one('AWS::ApiGateway::Method', 'RestApiblogGET').Properties.Integration.IntegrationResponses;
  assert.deepEqual(JSON.parse(answer.ResponseTemplates['application/json']), { statusCode: 200, message: 'Hello from API Gateway!' });
  assert.equal(answer.ResponseParameters['method.response.header.RateLimit'], 'context.authorizer.rateLimit');
});

test('every answer of API Gateway\'s own is valid JSON with CORS headers', () => {
  assert.deepEqual(Object.keys(responses).sort(), ['ACCESS_DENIED', 'DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED']);
  for (const [type, { ResponseTemplates, ResponseParameters }] of Object.entries(responses)) {
    const body = (ResponseTemplates['application/json'] as string)
      .replace(/\$context\.error\.messageString/g, '"Unauthorized"')
      .replace(/\$context\.authorizer\.(\w+)/g, (_, name: keyof typeof context) => context[name] ?? assert.fail(name));
    assert.equal(typeof JSON.parse(body).message, 'string', type);
    assert.equal(ResponseParameters['gatewayresponse.header.Access-Control-Allow-Origin'], "'*'", type);
    assert.match(ResponseParameters['gatewayresponse.header.Access-Control-Expose-Headers'], /RateLimit,RateLimit-Policy,Retry-After/, type);
  }
});

test('a denial carries the quota of the authorizer\'s context', () => {
  const { StatusCode, ResponseParameters } = responses['ACCESS_DENIED'];
  assert.equal(StatusCode, '403');
  assert.equal(ResponseParameters['gatewayresponse.header.RateLimit'], 'context.authorizer.rateLimit');
  assert.equal(ResponseParameters['gatewayresponse.header.RateLimit-Policy'], 'context.authorizer.rateLimitPolicy');
  assert.equal(ResponseParameters['gatewayresponse.header.Retry-After'], 'context.authorizer.retryAfter');
  assert.equal(responses['UNAUTHORIZED'].ResponseParameters['gatewayresponse.header.WWW-Authenticate'], "'Bearer'");
});

test('the authorizer is the native executable, and gives up before the function does', () => {
  const { Runtime, Handler, Timeout, Environment, Architectures } = one('AWS::Lambda::Function', 'Authorizer').Properties;
  assert.deepEqual([Runtime, Handler, Architectures], ['provided.al2023', 'bootstrap', ['x86_64']]);
  assert.equal(Environment.Variables.TOLLGATE_URL, 'https://tollgate.example.com');
  assert.equal(Environment.Variables.TOLLGATE_RESPONSE, 'iam');
  assert.ok(1500 < Number(Environment.Variables.TOLLGATE_TIMEOUT_MS) && Number(Environment.Variables.TOLLGATE_TIMEOUT_MS) < Timeout * 1000);
  assert.ok(authorizerZip.endsWith('/artifacts/authorizer.zip'));
  const { Principal, FunctionName, SourceArn } = one('AWS::Lambda::Permission').Properties;
  assert.equal(Principal, 'apigateway.amazonaws.com');
  assert.ok(flat(FunctionName).startsWith('${Authorizer'));
  assert.match(flat(SourceArn), /:\$\{RestApi\w+\}\/authorizers\/\$\{RestApiAuthorizer\w+\}$/);
});

test('the API\'s log has no header and no query', () => {
  const { AccessLogSetting, StageName } = one('AWS::ApiGateway::Stage').Properties;
  assert.equal(StageName, 'Dev');
  assert.doesNotMatch(AccessLogSetting.Format, /header|querystring|Token/i);
});
