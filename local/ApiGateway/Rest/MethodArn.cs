namespace Tollgate.Local.ApiGateway.Rest;

public static class MethodArn
{
    /// <summary>API Gateway answers 414 to a call whose ARN would be longer.</summary>
    public const int MaxBytes = 1600;

    /// <summary>The ARN of this call: its real path, not the resource's template.</summary>
    public static string For(AwsOptions aws, GatewayOptions gateway, ApiRequest call) =>
        $"arn:aws:execute-api:{aws.Region}:{aws.AccountId}:{gateway.ApiId}/{gateway.Stage}/{call.Method}{call.Path}";
}
