using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Answers;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyAnswer))]
[JsonSerializable(typeof(SimpleAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
