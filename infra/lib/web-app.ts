import {
  Aws, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_iam as iam, aws_logs as logs, aws_s3 as s3, custom_resources as custom, Duration, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { adminGroup, type Identity } from './identity.ts';
import { listeners } from './network.ts';
import type { Front } from './silos.ts';

/** Where the app is, as it is built: `web/vite.config.ts`. */
export const appPath = '/console/';

/** What of the facade browsers reach, and no more: a user's own quota, and administration, which asks for the admin group's token. */
export const facadePaths = ['/v1/quota*', '/v1/admin/*'];

interface WebAppProps {
  front: Front;
  serviceDomain: string;
  identity: Identity;
  apiUrl: string;
  accessLogs: s3.IBucket;
}

/** The web app from a bucket, and the facade's few paths beside it, so that a browser sees one origin. */
export class WebApp extends Construct {
  readonly bucket: s3.Bucket;
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: WebAppProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Files', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: 'web-app/',
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const headers = this.headers(props);
    const facade = this.facadeBehavior(props, headers);
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Tollgate web app',
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: props.accessLogs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: headers,
        functionAssociations: [this.onRequest('ConsolePaths', 'console-paths.js')],
      },
      additionalBehaviors: Object.fromEntries(facadePaths.map(path => [path, facade])),
    });
    acknowledge(this.distribution, 'AwsSolutions-CFR1', 'Who may call is decided by tokens; countries are a choice of who deploys.');
    acknowledge(this.distribution, 'AwsSolutions-CFR2', 'A firewall costs by the call and is a choice of who deploys; every path of the facade asks for a token.');
    acknowledge(this.distribution, 'AwsSolutions-CFR4', 'Browsers come to CloudFront\'s own name; a name of your own brings its minimum TLS version.');
  }

  get url(): string {
    return `https://${this.distribution.distributionDomainName}${appPath}`;
  }

  /** Writes what the app is told, at every deployment that changes it. */
  writeConfiguration({ identity, apiUrl }: Pick<WebAppProps, 'identity' | 'apiUrl'>, clientId: string): void {
    const key = `${appPath.slice(1)}config.json`;
    const put: custom.AwsSdkCall = {
      service: 'S3',
      action: 'PutObject',
      parameters: {
        Bucket: this.bucket.bucketName,
        Key: key,
        ContentType: 'application/json',
        CacheControl: 'no-cache',
        Body: Stack.of(this).toJsonString({
          userPoolId: identity.pool.userPoolId,
          clientId,
          domain: identity.host,
          identityProvider: 'Okta',
          adminGroup,
          roleClaim: identity.roleClaim,
          api: { url: apiUrl, path: '/blog' },
        }),
      },
      physicalResourceId: custom.PhysicalResourceId.of(key),
      outputPaths: ['ETag'],
    };
    const logGroup = new logs.LogGroup(this, 'ConfigurationLogs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'ConfigurationRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grant(role, 'logs:CreateLogStream', 'logs:PutLogEvents');
    new custom.AwsCustomResource(this, 'Configuration', {
      onCreate: put,
      onUpdate: put,
      installLatestAwsSdk: false,
      logGroup,
      role,
      policy: custom.AwsCustomResourcePolicy.fromStatements([
        new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects(key)] }),
      ]),
    });
  }

  private facadeBehavior({ front, serviceDomain }: WebAppProps, headers: cloudfront.ResponseHeadersPolicy): cloudfront.BehaviorOptions {
    return {
      origin: origins.VpcOrigin.withApplicationLoadBalancer(front.loadBalancer, {
        domainName: serviceDomain,
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        httpsPort: listeners.web,
        originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
        readTimeout: Duration.seconds(10),
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: headers,
      functionAssociations: [this.onRequest('OnlyFacadePaths', 'only-facade-paths.js')],
    };
  }

  private onRequest(id: string, file: string): cloudfront.FunctionAssociation {
    const code = cloudfront.FunctionCode.fromFile({ filePath: new URL(`../cloudfront/${file}`, import.meta.url).pathname });
    return {
      eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
      function: new cloudfront.Function(this, id, { code, runtime: cloudfront.FunctionRuntime.JS_2_0 }),
    };
  }

  // What src/Silo/WebConsole/ConsoleSecurity.cs sends where a silo serves the app.
  private headers({ identity }: WebAppProps) {
    const api = `https://*.execute-api.${Aws.REGION}.amazonaws.com`;
    const connect = ["'self'", `https://cognito-idp.${Aws.REGION}.amazonaws.com`, `https://${identity.host}`, api].join(' ');
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + `connect-src ${connect}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()', override: true },
        ],
      },
    });
  }
}
