using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Tollgate.AuthorizerLambda.Events;

/// <summary>
/// The method that a caller wants, <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/{VERB}/{path...}</c>, read by position:
/// a path may look like anything, even like another verb.
/// </summary>
public sealed partial record MethodArn
{
    private readonly string _stageArn;

    private MethodArn(string value, string stageArn, string method, string path)
    {
        Value = value;
        _stageArn = stageArn;
        Method = method;
        Path = path;
    }

    /// <summary>The ARN as the gateway sent it.</summary>
    public string Value { get; }

    public string Method { get; }

    /// <summary>The path as the caller sent it, with its leading slash; <c>/</c> where the ARN ends before one.</summary>
    public string Path { get; }

    /// <summary>True when the path would match other paths too if a policy named it. Nothing may be allowed by such an ARN.</summary>
    public bool IsPattern => Path.AsSpan().ContainsAny('*', '?') || Path.Contains("${", StringComparison.Ordinal);

    /// <summary>What a policy may name: the ARN itself, or for a pattern the caller's whole stage, which is fit for a denial only.</summary>
    public string Resource => IsPattern ? $"{_stageArn}/*" : Value;

    public static bool TryParse(string value, [NotNullWhen(true)] out MethodArn? arn)
    {
        var match = Shape().Match(value);
        arn = match.Success
            ? new MethodArn(value, match.Groups["stage"].Value, match.Groups["verb"].Value, "/" + match.Groups["path"].Value)
            : null;
        return match.Success;
    }

    // Only the stage may be a lone *: the console's "test authorizer" sends it, a caller cannot.
    [GeneratedRegex(
        @"\A(?<stage>arn:aws[a-z-]*:execute-api:[a-z0-9-]+:[0-9]+:[A-Za-z0-9]+/(?:\*|\$default|[A-Za-z0-9_-]+))/(?<verb>[A-Za-z-]+)(?:/(?<path>[^\p{Cc}]*))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
