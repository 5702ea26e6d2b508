using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Logging;

/// <summary>One line of the log. Whatever is not known is left out; nothing here can hold a token.</summary>
internal sealed record LogLine(string Timestamp, string Level, string Message)
{
    /// <summary>Lambda's name for the invocation.</summary>
    public string? RequestId { get; init; }

    /// <summary>The name under which the call was charged, where it is not the invocation's.</summary>
    public string? CallId { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? Outcome { get; init; }

    public string? Reason { get; init; }

    public string? Cause { get; init; }

    public string? Principal { get; init; }

    public string? DecisionId { get; init; }

    public double? ElapsedMs { get; init; }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class LogJson : JsonSerializerContext;
