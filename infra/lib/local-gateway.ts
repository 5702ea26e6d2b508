/** What of a template the stand-in in local/ApiGateway is configured with, so that it answers as the deployed API does. */
interface Template {
  Resources: Record<string, { Type: string; Properties: any }>;
}

/** Settings of local/ApiGateway, in its own names, which are CloudFormation's. */
export function toLocalGateway({ Resources }: Template) {
  const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === `AWS::ApiGateway::${type}`).map(({ Properties }) => Properties);
  const [authorizer] = all('Authorizer');
  const [stage] = all('Stage');
  const paths = new Map(Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::ApiGateway::Resource').map(([id, { Properties }]) => [id, `/${Properties.PathPart}`]));
  return {
    Gateway: {
      Stage: stage.StageName,
      Cors: { AllowOrigin: '' }, // the template says it all itself
      Authorizer: {
        Type: authorizer.Type,
        IdentitySource: authorizer.IdentitySource,
        AuthorizerResultTtlInSeconds: authorizer.AuthorizerResultTtlInSeconds,
      },
      Routes: all('Method').map(({ HttpMethod, ResourceId, AuthorizationType, Integration: { IntegrationResponses: [answer] } }) => ({
        Method: HttpMethod,
        Path: paths.get(ResourceId.Ref),
        AuthorizationType,
        MockStatus: Number(answer.StatusCode),
        MockBody: answer.ResponseTemplates?.['application/json'] ?? '',
        ResponseParameters: answer.ResponseParameters,
      })),
      Responses: Object.fromEntries(all('GatewayResponse').map(({ ResponseType, StatusCode, ResponseTemplates, ResponseParameters }) => [
        ResponseType,
        { ...(StatusCode ? { StatusCode: Number(StatusCode) } : {}), ResponseTemplates, ResponseParameters },
      ])),
    },
  };
}
