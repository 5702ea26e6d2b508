import { aws_cognito as cognito, Aws, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Parameters } from './parameters.mjs';

export const adminGroup = 'tollgate-admins';

/** Where `make apply` puts the client secret. The template only names it, and CloudFormation reads it. */
export const secretName = (stackName: string) => `${stackName}/okta-client-secret`;

/**
 * The user pool, federated to Okta. The role comes from Okta as an attribute that federation must be able to write; so that no user can write it, no
 * token of the app client may: it has no scope `aws.cognito.signin.user.admin`, and no flow but the federated one.
 */
export class Identity extends Construct {
  readonly pool: cognito.UserPool;
  readonly domain: cognito.UserPoolDomain;
  readonly issuer: string;
  readonly roleClaim: string;
  private readonly okta: cognito.CfnUserPoolIdentityProvider;

  constructor(scope: Construct, id: string, private readonly parameters: Parameters) {
    super(scope, id);
    const { roleAttribute, stackName, cognitoDomain } = parameters;
    this.roleClaim = `custom:${roleAttribute}`;
    this.pool = new cognito.UserPool(this, 'Users', {
      userPoolName: stackName,
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      customAttributes: { [roleAttribute]: new cognito.StringAttribute({ mutable: true, minLen: 0, maxLen: 2048 }) },
      passwordPolicy: { minLength: 16, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.pool, 'AwsSolutions-COG2', 'Nobody signs in here with a password: users come from Okta, which asks for a second factor.');
    acknowledge(this.pool, 'AwsSolutions-COG3', 'Threat protection judges password sign-ins, and there are none; Okta judges them.');
    acknowledge(this.pool, 'AwsSolutions-COG8', 'The features of the Plus tier are about password sign-ins, and there are none.');
    this.okta = this.federate();
    this.domain = this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: cognitoDomain } });
    new cognito.CfnUserPoolGroup(this, 'Admins', { userPoolId: this.pool.userPoolId, groupName: adminGroup, description: 'May use /v1/admin' });
    this.issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.pool.userPoolId}`;
  }

  /** The host of the hosted sign-in, without `https://`. */
  get host(): string {
    return `${this.domain.domainName}.auth.${Aws.REGION}.amazoncognito.com`;
  }

  /** The app client of a web app at one URL, which is where a sign-in and a sign-out lead back to. */
  addClient(appUrl: string): cognito.UserPoolClient {
    const { roleAttribute } = this.parameters;
    const mapped = { email: true, givenName: true, familyName: true };
    const client = this.pool.addClient('Web', {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [appUrl],
        logoutUrls: [appUrl],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.custom(this.okta.providerName)],
      readAttributes: new cognito.ClientAttributes().withStandardAttributes({ ...mapped, emailVerified: true }).withCustomAttributes(roleAttribute),
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes(mapped).withCustomAttributes(roleAttribute),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
    resource.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH']; // the default of an absent list has SRP in it
    client.node.addDependency(this.okta);
    return client;
  }

  private federate() {
    const { oktaClientId, oktaIssuer, roleAttribute, secretVersion, stackName } = this.parameters;
    return new cognito.CfnUserPoolIdentityProvider(this, 'Okta', {
      userPoolId: this.pool.userPoolId,
      providerName: 'Okta',
      providerType: 'OIDC',
      attributeMapping: {
        username: 'sub',
        email: 'email',
        given_name: 'given_name',
        family_name: 'family_name',
        [this.roleClaim]: roleAttribute,
      },
      providerDetails: {
        oidc_issuer: oktaIssuer,
        client_id: oktaClientId,
        client_secret: SecretValue.secretsManager(secretName(stackName), { versionId: secretVersion }).unsafeUnwrap(), // a reference, which CloudFormation resolves
        authorize_scopes: 'openid email profile',
        attributes_request_method: 'GET',
      },
    });
  }
}
