namespace Tollgate.Local.ApiGateway.Rest.Responses;

public sealed class GatewayResponseOptions
{
    /// <value>Default the type's own status.</value>
    public int? StatusCode { get; set; }

    /// <summary>Body for <c>application/json</c>: <c>$context.*</c> and <c>$stageVariables.*</c> are replaced as they stand, nothing is quoted or escaped.</summary>
    /// <value>Default <c>{"message":$context.error.messageString}</c>.</value>
    public string Template { get; set; } = """{"message":$context.error.messageString}""";

    /// <summary>Header name to <c>'literal'</c>, <c>context.*</c>, <c>stageVariables.*</c> or <c>method.request.header.*</c>. An empty value adds no header.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];
}
