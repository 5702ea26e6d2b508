using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Runtime;

internal sealed record WireError(string ErrorMessage, string ErrorType, IReadOnlyList<string> StackTrace);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WireError))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
