import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitions, ParameterFault, read, readParameters } from '../lib/parameters.mjs';

const good = {
  AWS_REGION: 'eu-central-1',
  STACK_NAME: 'example-tollgate',
  ARTEFACT_S3_BUCKET: 'example-artefacts',
  OKTA_ISSUER: 'https://example.okta.com/oauth2/default',
  OKTA_CLIENT_ID: '0oa1b2c3',
  OKTA_CLIENT_SECRET: 'a-secret-of-okta',
  COGNITO_DOMAIN: 'example',
  SERVICE_DOMAIN: 'tollgate.example.com',
  CERTIFICATE_ARN: 'arn:aws:acm:eu-central-1:123456789012:certificate/1-2',
};

function faultOf(change: Record<string, string | undefined>): string {
  try {
    read({ ...good, ...change });
  } catch (fault) {
    assert.ok(fault instanceof ParameterFault);
    return fault.message;
  }
  return assert.fail('It was taken.');
}

test('what may be missing has the pattern\'s default', () => {
  const { defaultCallLimit, roleAttribute, username } = readParameters(good);
  assert.deepEqual({ defaultCallLimit, roleAttribute, username }, { defaultCallLimit: 50, roleAttribute: 'department', username: 'email' });
});

for (const { name, fallback } of definitions)
  if (fallback === undefined)
    test(`${name} missing is one line that names it`, () => {
      for (const nothing of [undefined, '']) assert.match(faultOf({ [name]: nothing }), new RegExp(`^${name} is missing: [^\\n]+\\.$`));
    });

const malformed: [string, string][] = [
  ['AWS_REGION', 'frankfurt'], ['STACK_NAME', 'My_Stack'], ['STACK_NAME', 'x'.repeat(41)], ['ARTEFACT_S3_BUCKET', 's3://bucket'], ['OKTA_ISSUER', 'http://example.okta.com'],
  ['OKTA_ISSUER', 'https://example.okta.com/'], ['OKTA_ISSUER', 'https://example.okta.com?x=1'], ['OKTA_CLIENT_ID', 'a b'], ['OKTA_CLIENT_SECRET', 'with blank'],
  ['COGNITO_DOMAIN', 'my-cognito'], ['COGNITO_DOMAIN', 'Example'], ['SERVICE_DOMAIN', 'tollgate'], ['SERVICE_DOMAIN', 'https://tollgate.example.com'],
  ['CERTIFICATE_ARN', 'arn:aws:acm:eu-central-1:1:certificate/1'], ['CERTIFICATE_ARN', 'arn:aws:acm:us-east-1:123456789012:certificate/1-2'], ['DEFAULT_CALL_LIMIT', '-1'],
  ['DEFAULT_CALL_LIMIT', '1e3'], ['DEFAULT_CALL_LIMIT', '1000000000001'], ['ROLE_ATTRIBUTE', 'a-name-that-is-too-long'], ['ROLE_ATTRIBUTE', '1st'], ['USERNAME', 'alice'] /* some shells export who is logged in under this name */, ['PROFILE', 'a;b'],
];
for (const [name, value] of malformed)
  test(`${name}='${value.slice(0, 40)}' is one line that names it, and does not repeat it`, () => {
    const line = faultOf({ [name]: value });
    assert.match(line, new RegExp(`^${name} is (not|of) [^\\n]+\\.$`));
    assert.ok(value.length < 12 || !line.includes(value));
  });
