import { aws_apigateway as apigateway, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Authorizer } from './authorizer.ts';
import { addGatewayResponses, corsHeaders } from './gateway-responses.ts';

const stage = 'Dev';
const greeting = { statusCode: 200, message: 'Hello from API Gateway!' };

/** The API that is protected: the AWS pattern's `/blog`, a mock to put your own in place of. */
export class RestApi extends Construct {
  readonly api: apigateway.RestApi;

  constructor(scope: Construct, id: string, authorizer: Authorizer) {
    super(scope, id);
    this.api = new apigateway.RestApi(this, 'Api', {
      restApiName: 'tollgate',
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: {
        stageName: stage,
        metricsEnabled: true,
        tracingEnabled: true,
        cachingEnabled: false,
        accessLogDestination: new apigateway.LogGroupLogDestination(
          new logs.LogGroup(this, 'AccessLogs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN })),
        accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    addGatewayResponses(this.api);
    this.addBlog(new apigateway.TokenAuthorizer(this, 'Authorizer', {
      handler: authorizer.function,
      identitySource: apigateway.IdentitySource.header('Authorization'),
      resultsCacheTtl: undefined,
    }));
    this.acknowledgeFindings();
  }

  private addBlog(authorizer: apigateway.TokenAuthorizer) {
    // Cached, a policy would let calls through uncounted, and refuse the same user's calls to another path.
    (authorizer.node.defaultChild as apigateway.CfnAuthorizer).authorizerResultTtlInSeconds = 0;
    const blog = this.api.root.addResource('blog');
    const mock = new apigateway.MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{
        statusCode: '200',
        responseTemplates: { 'application/json': JSON.stringify(greeting) },
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': corsHeaders['Access-Control-Allow-Origin'],
          'method.response.header.Access-Control-Expose-Headers': corsHeaders['Access-Control-Expose-Headers'],
          'method.response.header.RateLimit': 'context.authorizer.rateLimit',
          'method.response.header.RateLimit-Policy': 'context.authorizer.rateLimitPolicy',
        },
      }],
    });
    blog.addMethod('GET', mock, {
      authorizer,
      authorizationType: apigateway.AuthorizationType.CUSTOM,
      methodResponses: [{
        statusCode: '200',
        responseParameters: Object.fromEntries(
          ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers', 'RateLimit', 'RateLimit-Policy'].map(name => [`method.response.header.${name}`, false])),
      }],
    });
    blog.addCorsPreflight({ allowOrigins: apigateway.Cors.ALL_ORIGINS, allowMethods: ['GET', 'OPTIONS'], allowHeaders: ['Authorization', 'Content-Type', 'Accept'], statusCode: 200 });
  }

  private acknowledgeFindings() {
    acknowledge(this.api, 'AwsSolutions-APIG2', 'The mock reads nothing of a request; validate where your own integration does.');
    acknowledge(this.api, 'AwsSolutions-APIG3', 'A firewall costs by the call and is a choice of who deploys; the authorizer refuses first.');
    acknowledge(this.api, 'AwsSolutions-APIG4', 'A preflight request cannot carry a token; every other method has the authorizer.');
    acknowledge(this.api, 'AwsSolutions-APIG6', 'Execution logs may hold tokens; the access log has what operators need.');
    acknowledge(this.api, 'AwsSolutions-COG4', 'The authorizer of this stack takes the user pool\'s tokens, and counts.');
  }
}

// No header, and no query: either may hold a token.
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  reason: '$context.authorizer.reason',
  decisionId: '$context.authorizer.decisionId',
  principal: '$context.authorizer.principal',
  authorizerLatency: '$context.authorizer.integrationLatency',
  error: '$context.error.responseType',
};
