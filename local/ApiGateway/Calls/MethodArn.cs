namespace Tollgate.Local.ApiGateway.Calls;

public static class MethodArn
{
    /// <summary>A REST API answers 414 to a call whose ARN would be longer.</summary>
    public const int MaxBytes = 1600;

    /// <summary>The ARN of this call: its real path, not the resource's template.</summary>
    public static string For(AwsOptions aws, GatewayOptions gateway, ApiCall call) => Of(aws, gateway, $"{call.Method}{call.Path}");

    /// <summary>The ARN of connecting to a WebSocket API.</summary>
    public static string ForConnect(AwsOptions aws, GatewayOptions gateway) => Of(aws, gateway, "$connect");

    private static string Of(AwsOptions aws, GatewayOptions gateway, string what) =>
        $"arn:aws:execute-api:{aws.Region}:{aws.AccountId}:{gateway.ApiId}/{gateway.Stage}/{what}";
}
