namespace Tollgate.Local.ApiGateway.Rest.Responses;

public sealed class GatewayResponseOptions
{
    public const string Json = "application/json";

    private const string HeaderPrefix = "gatewayresponse.header.";

    /// <value>Default the type's own status.</value>
    public int? StatusCode { get; set; }

    /// <summary>
    /// Bodies by content type, of which only <c>application/json</c> is used: <c>$context.*</c> and <c>$stageVariables.*</c> are replaced as they
    /// stand, nothing is quoted or escaped.
    /// </summary>
    /// <value>Default <c>{"message":$context.error.messageString}</c>.</value>
    public Dictionary<string, string> ResponseTemplates { get; set; } = new(StringComparer.Ordinal);

    /// <summary>
    /// <c>gatewayresponse.header.NAME</c> to <c>'literal'</c>, <c>context.*</c>, <c>stageVariables.*</c> or <c>method.request.header.*</c>. An empty
    /// value adds no header.
    /// </summary>
    public Dictionary<string, string> ResponseParameters { get; set; } = new(StringComparer.Ordinal);

    public string Template => ResponseTemplates.GetValueOrDefault(Json, """{"message":$context.error.messageString}""");

    public IEnumerable<(string Name, string Mapping)> Headers =>
        ResponseParameters.Select(parameter => (parameter.Key[HeaderPrefix.Length..], parameter.Value));

    public IEnumerable<string> Faults()
    {
        if (StatusCode is < 100 or > 599)
            yield return $"StatusCode {StatusCode} is not an HTTP status";
        foreach (var type in ResponseTemplates.Keys.Where(type => type != Json))
            yield return $"ResponseTemplates:{type} is another content type than {Json}";
        foreach (var name in ResponseParameters.Keys.Where(name => !name.StartsWith(HeaderPrefix, StringComparison.Ordinal) || name == HeaderPrefix))
            yield return $"ResponseParameters:{name} is not like {HeaderPrefix}NAME";
    }
}
