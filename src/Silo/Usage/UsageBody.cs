using System.Text.Json.Serialization;
using Tollgate.Silo.Administration;

namespace Tollgate.Silo.Usage;

/// <summary>Who used the service on a day, in ordinal order, each with its quota as it stands now.</summary>
/// <param name="Next">What to give as <c>cursor</c> for those who follow; null where these are the last.</param>
/// <param name="Lag">How complete the list is. The quotas in it are exact in any case.</param>
internal sealed record UsageBody(string Day, IReadOnlyList<AdminQuotaBody> Principals, string? Next, UsageLagBody Lag);

/// <param name="Seconds">For how long somebody's first call of the day has been missing from the list; 0 where nobody is missing.</param>
/// <param name="IsCatchingUp">Whether a silo is still looking for names of before its start.</param>
/// <param name="SilentSilos">Silos that did not say in time whom they have not told yet.</param>
internal sealed record UsageLagBody(double Seconds, bool IsCatchingUp, IReadOnlyList<string> SilentSilos);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UsageBody))]
internal sealed partial class UsageJson : JsonSerializerContext;
