using System.Text.Json.Serialization;

namespace Tollgate.Silo.Quotas;

/// <summary>One principal's quota days, oldest first, the current one last. Days past their retention are left out.</summary>
internal sealed record DaysBody(IReadOnlyList<QuotaBody> Days);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DaysBody))]
internal sealed partial class DaysJson : JsonSerializerContext;
