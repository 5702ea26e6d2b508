using System.Text.RegularExpressions;

namespace Tollgate.Local.ApiGateway.Rest.Responses;

/// <summary>API Gateway's templates for gateway responses: not VTL, only variables replaced by their raw values. A value with a quote in it breaks the JSON, there as here.</summary>
public static partial class ResponseTemplate
{
    public static string Fill(string template, Func<string, string> resolve) =>
        Variable().Replace(template, found => resolve(found.Groups[1].Value));

    [GeneratedRegex(@"\$((?:context|stageVariables)(?:\.[A-Za-z0-9_-]+)+)")]
    private static partial Regex Variable();
}
