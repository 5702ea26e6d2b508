import { aws_s3 as s3, CfnOutput, CliCredentialsStackSynthesizer, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { Alarms } from './alarms.ts';
import { Authorizer } from './authorizer.ts';
import { Identity } from './identity.ts';
import { Network } from './network.ts';
import type { Parameters } from './parameters.mjs';
import { RestApi } from './rest-api.ts';
import type { Mapping } from './role-map.ts';
import { Front, Silos } from './silos.ts';
import { Tables } from './tables.ts';
import { WebApp } from './web-app.ts';

interface TollgateStackProps {
  parameters: Parameters;
  roleMap: readonly Mapping[];
  authorizerZip: string;
}

/** The whole deployment: Okta, Cognito, CloudFront, API Gateway, authorizer, silos, DynamoDB. */
export class TollgateStack extends Stack {
  constructor(scope: Construct, id: string, { parameters, roleMap, authorizerZip }: TollgateStackProps) {
    super(scope, id, {
      stackName: parameters.stackName,
      env: { region: parameters.region },
      // As whoever deploys, with the bucket that was named: nothing has to be bootstrapped before.
      synthesizer: new CliCredentialsStackSynthesizer({ fileAssetsBucketName: parameters.artefactBucket, imageAssetsRepositoryName: imageRepository(parameters.stackName) }),
    });
    Tags.of(this).add('service', parameters.stackName);

    const accessLogs = this.accessLogs();
    const network = new Network(this, 'Network');
    const tables = new Tables(this, 'Tables', parameters.stackName);
    const identity = new Identity(this, 'Identity', parameters);
    const front = new Front(this, 'Front', network, parameters, accessLogs);
    const authorizer = new Authorizer(this, 'Authorizer', network, parameters, authorizerZip);
    const api = new RestApi(this, 'RestApi', authorizer);
    const apiUrl = api.api.url.replace(/\/$/, '');
    const web = new WebApp(this, 'WebApp', { front, serviceDomain: parameters.serviceDomain, identity, apiUrl, accessLogs });
    const client = identity.addClient(web.url);
    web.writeConfiguration({ identity, apiUrl }, client.userPoolClientId);
    const silos = new Silos(this, 'Silos', { network, front, tables, identity, clientId: client.userPoolClientId, parameters, roleMap });
    const alarms = new Alarms(this, 'Alarms', { authorizer, api, front, silos, tables });

    this.output('WebUrl', web.url, 'Where users sign in');
    this.output('ApiUrl', api.api.url, 'The protected API; /blog is its mock');
    this.output('OktaRedirectUrl', `https://${identity.host}/oauth2/idpresponse`, 'The sign-in redirect URL to enter at Okta');
    this.output('UserPoolId', identity.pool.userPoolId, 'For make admin');
    this.output('WebBucket', web.bucket.bucketName, 'For make publish');
    this.output('DistributionId', web.distribution.distributionId, 'For make publish');
    this.output('AlarmTopic', alarms.topic.topicArn, 'Subscribe to hear of alarms');
  }

  private accessLogs() {
    const bucket = new s3.Bucket(this, 'AccessLogs', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: s3.ObjectOwnership.OBJECT_WRITER, // CloudFront delivers with ACLs
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, 'AwsSolutions-S1', 'It is where access logs go.');
    return bucket;
  }

  private output(name: string, value: string, description: string) {
    new CfnOutput(this, name, { value, description });
  }
}

/** Made by `make apply` before the image is pushed. */
export const imageRepository = (stackName: string) => `${stackName}-silo`;
