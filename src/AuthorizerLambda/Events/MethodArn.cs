using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Tollgate.AuthorizerLambda.Events;

/// <summary>
/// The method that a caller wants, <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/{verb}/{path...}</c>, read by position:
/// a path may look like anything, even like another verb. <c>$connect</c> and <c>$default</c> are verbs too.
/// </summary>
public sealed record MethodArn
{
    /// <summary>The longest text that API Gateway takes as a policy's resource.</summary>
    public const int MaxResourceLength = 512;

    private const int Parts = 6;

    private static readonly SearchValues<char> Words =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly string _stageArn;

    private MethodArn(string value, string stageArn, string verb, string path)
    {
        Value = value;
        _stageArn = stageArn;
        Verb = verb;
        Path = path;
    }

    /// <summary>The ARN as the gateway sent it.</summary>
    public string Value { get; }

    public string Verb { get; }

    /// <summary>The path as the caller sent it, with its leading slash; <c>/</c> where the ARN ends before one.</summary>
    public string Path { get; }

    /// <summary>
    /// Whether a policy may name it. Not if its path would match other paths too, as a pattern, and not if it is longer than API Gateway reads:
    /// nothing may be allowed by such an ARN.
    /// </summary>
    public bool IsNameable =>
        Value.Length <= MaxResourceLength && !Path.AsSpan().ContainsAny('*', '?') && !Path.Contains("${", StringComparison.Ordinal);

    /// <summary>What a policy may name: the ARN itself, or else the caller's whole stage, which is fit for a denial only.</summary>
    public string Resource => IsNameable ? Value : $"{_stageArn}/*";

    public static bool TryParse(string? value, [NotNullWhen(true)] out MethodArn? arn)
    {
        arn = null;
        if (value is null || value.AsSpan().ContainsAnyInRange('\0', '\u001f') || value.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            return false;

        Span<Range> parts = stackalloc Range[Parts];
        if (value.AsSpan().Split(parts, ':') != Parts || !IsExecuteApi(value, parts))
            return false;

        var resource = value.AsSpan(parts[^1]);
        Span<Range> segments = stackalloc Range[4];
        var count = resource.Split(segments, '/');
        if (count < 3 || !IsWord(resource[segments[0]]) || !IsStage(resource[segments[1]]) || !IsVerb(resource[segments[2]]))
            return false;

        var stageArn = value[..(value.Length - resource.Length + segments[1].End.GetOffset(resource.Length))];
        arn = new MethodArn(value, stageArn, resource[segments[2]].ToString(), count == 4 ? $"/{resource[segments[3]]}" : "/");
        return true;
    }

    private static bool IsExecuteApi(ReadOnlySpan<char> value, ReadOnlySpan<Range> parts) =>
        value[parts[0]] is "arn"
        && value[parts[1]].StartsWith("aws", StringComparison.Ordinal) && IsWord(value[parts[1]])
        && value[parts[2]] is "execute-api"
        && IsWord(value[parts[3]])
        && IsWord(value[parts[4]]);

    // Only the stage may be a lone *: the console's "test authorizer" sends it, a caller cannot.
    private static bool IsStage(ReadOnlySpan<char> stage) => stage is "*" or "$default" || IsWord(stage);

    private static bool IsVerb(ReadOnlySpan<char> verb) => verb is "$connect" or "$default" || IsWord(verb);

    private static bool IsWord(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Words);
}
