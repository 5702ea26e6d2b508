import { aws_apigateway as apigateway } from 'aws-cdk-lib';

/** As in responseParameters: a literal stands in single quotes. */
export const corsHeaders = {
  'Access-Control-Allow-Origin': "'*'",
  'Access-Control-Allow-Headers': "'Authorization,Content-Type,Accept'",
  'Access-Control-Allow-Methods': "'GET,OPTIONS'",
  'Access-Control-Expose-Headers': "'RateLimit,RateLimit-Policy,Retry-After,WWW-Authenticate'",
} as const;

/** What the authorizer says of the day, as header fields. */
const quotaHeaders = {
  RateLimit: 'context.authorizer.rateLimit',
  'RateLimit-Policy': 'context.authorizer.rateLimitPolicy',
  'Retry-After': 'context.authorizer.retryAfter',
} as const;

// Substituted as they stand: the authorizer lets no quote, backslash or control character into its context.
const refusal = JSON.stringify({
  message: '$context.authorizer.errorMessage',
  reason: '$context.authorizer.reason',
  status: '$context.authorizer.status',
  resetsAt: '$context.authorizer.resetsAt',
  decisionId: '$context.authorizer.decisionId',
});

// This one variable comes with its quotes.
const plain = '{"message":$context.error.messageString}';

interface Response {
  type: apigateway.ResponseType;
  statusCode?: string;
  headers: Record<string, string>;
  template: string;
}

/**
 * API Gateway's own answers. A REST API has one status for every Deny, so an exhausted quota is a 403 whose body and headers say `quota-exhausted`;
 * `status` is the 429 that it means.
 */
export const responses: readonly Response[] = [
  { type: apigateway.ResponseType.ACCESS_DENIED, statusCode: '403', headers: { ...corsHeaders, ...quotaHeaders }, template: refusal },
  { type: apigateway.ResponseType.UNAUTHORIZED, statusCode: '401', headers: { ...corsHeaders, 'WWW-Authenticate': "'Bearer'" }, template: plain },
  { type: apigateway.ResponseType.DEFAULT_4XX, headers: corsHeaders, template: plain },
  { type: apigateway.ResponseType.DEFAULT_5XX, headers: corsHeaders, template: plain },
];

export function addGatewayResponses(api: apigateway.RestApi): void {
  for (const { type, statusCode, headers, template } of responses)
    api.addGatewayResponse(type.responseType, {
      type,
      ...(statusCode ? { statusCode } : {}),
      responseHeaders: headers,
      templates: { 'application/json': template },
    });
}
