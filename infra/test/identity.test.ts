import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flat, one, text } from './template.ts';

// eng/infra-test.sh deploys with ROLE_ATTRIBUTE=team, so that nothing holds by the default alone.
test('the role attribute is in schema, mapping and claim', () => {
  const pool = one('AWS::Cognito::UserPool').Properties;
  const role = pool.Schema.find((attribute: { Name: string }) => attribute.Name === 'team');
  assert.deepEqual({ type: role.AttributeDataType, mutable: role.Mutable }, { type: 'String', mutable: true });
  assert.equal(one('AWS::Cognito::UserPoolIdentityProvider').Properties.AttributeMapping['custom:team'], 'team');
  const environment = one('AWS::ECS::TaskDefinition').Properties.ContainerDefinitions[0].Environment;
  assert.equal(environment.find((variable: { Name: string }) => variable.Name === 'Auth__RoleClaim').Value, 'custom:team');
  assert.doesNotMatch(text, /department/);
});

test('Okta is the identity provider, with the mapping of the pattern', () => {
  const { ProviderName, ProviderType, ProviderDetails, AttributeMapping } = one('AWS::Cognito::UserPoolIdentityProvider').Properties;
  assert.equal(ProviderName, 'Okta');
  assert.equal(ProviderType, 'OIDC');
  assert.equal(ProviderDetails.oidc_issuer, 'https://example.okta.com');
  assert.equal(ProviderDetails.attributes_request_method, 'GET');
  const { 'custom:team': _, ...standard } = AttributeMapping;
  assert.deepEqual(standard, { username: 'sub', email: 'email', given_name: 'given_name', family_name: 'family_name' });
});

test('the client secret is a reference to Secrets Manager', () => {
  assert.match(one('AWS::Cognito::UserPoolIdentityProvider').Properties.ProviderDetails.client_secret, /^\{\{resolve:secretsmanager:example-tollgate\/okta-client-secret:SecretString:::version-7\}\}$/);
});

test('no user can write the role: no admin scope, no password and no SRP flow', () => {
  const client = one('AWS::Cognito::UserPoolClient').Properties;
  assert.deepEqual(client.AllowedOAuthScopes, ['openid', 'email', 'profile']);
  assert.deepEqual(client.AllowedOAuthFlows, ['code']);
  assert.deepEqual(client.ExplicitAuthFlows, ['ALLOW_REFRESH_TOKEN_AUTH']);
  assert.deepEqual(client.SupportedIdentityProviders, ['Okta']);
  assert.equal(client.GenerateSecret, false);
  assert.deepEqual(client.WriteAttributes, ['custom:team', 'email', 'family_name', 'given_name'], 'federation writes these, and needs to');
  assert.equal(one('AWS::Cognito::UserPool').Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly, true);
});

test('a sign-in leads back to the app that the stack has made', () => {
  const client = one('AWS::Cognito::UserPoolClient').Properties;
  const app = `https://\${${one('AWS::CloudFront::Distribution').id}.DomainName}/console/`;
  assert.deepEqual(client.CallbackURLs.map(flat), [app]);
  assert.deepEqual(client.LogoutURLs.map(flat), [app]);
});

test('the admin group and the domain are there', () => {
  assert.equal(one('AWS::Cognito::UserPoolGroup').Properties.GroupName, 'tollgate-admins');
  assert.equal(one('AWS::Cognito::UserPoolDomain').Properties.Domain, 'example');
});
