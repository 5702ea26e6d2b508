namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

public sealed class FunctionArn(AwsOptions aws, LambdaOptions lambda)
{
    public string Value { get; } = $"arn:aws:lambda:{aws.Region}:{aws.AccountId}:function:{lambda.FunctionName}";
}
