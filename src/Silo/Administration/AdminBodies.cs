using System.Text.Json.Serialization;
using Tollgate.Domain.Accounts;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>A limit of the principal's own.</summary>
/// <param name="Limit">0 to 1,000,000,000,000 units a day; 0 blocks the principal.</param>
/// <param name="UntilDay">The last UTC day it holds for; absent for as long as nobody changes it.</param>
/// <param name="Reason">Why: 1 to 500 characters, kept in the log.</param>
internal sealed record LimitBody(decimal? Limit, string? Reason, string? UntilDay = null);

/// <param name="RequestId">Names the reset: asking twice resets once.</param>
internal sealed record ResetBody(string? RequestId, string? Reason);

/// <param name="Day">The day of the charge; absent for today.</param>
/// <param name="RequestId">The charge's.</param>
/// <param name="Units">Absent for all that was charged.</param>
internal sealed record RefundBody(string? RequestId, string? Reason, string? Day = null, decimal? Units = null);

/// <summary>A principal's quota as an administrator sees it.</summary>
/// <param name="Replayed">True where it was so already, and nothing was written.</param>
/// <param name="Refunded">Units that a refund gave back.</param>
internal sealed record AdminQuotaBody(string Principal, QuotaBody Quota, bool? Replayed = null, long? Refunded = null);

/// <summary>One line of the role map.</summary>
/// <param name="Resource">A path such as <c>/blog</c>, <c>/orders/{id}</c> or <c>/admin/*</c>.</param>
/// <param name="Method">An HTTP method, or <c>*</c> for any that is not mapped itself.</param>
internal sealed record MappingBody(string? Resource, string? Method, IReadOnlyList<string>? Roles);

/// <summary>The whole role map.</summary>
internal sealed record RoleMapBody(long Version, IReadOnlyList<MappingBody> Mappings);

/// <param name="Changed">False where the map said so already, and nothing was written.</param>
internal sealed record RoleMapChangeBody(long Version, bool Changed);

/// <param name="DefaultLimit">What the principal has without a limit of its own.</param>
/// <param name="Override">Absent where it has none.</param>
internal sealed record PrincipalLimitBody(string Principal, long DefaultLimit, OverrideBody? Override);

/// <param name="UntilDay">The last UTC day it holds for; absent for as long as nobody changes it.</param>
/// <param name="Actor">Who set it.</param>
internal sealed record OverrideBody(long Limit, string? UntilDay, string Actor, string Reason, DateTimeOffset At)
{
    public static OverrideBody Of(LimitOverride own, AccountState account, DateTimeOffset at) =>
        new(own.Limit, own.UntilDay?.ToString(), account.Actor, account.Reason, at);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LimitBody))]
[JsonSerializable(typeof(ResetBody))]
[JsonSerializable(typeof(RefundBody))]
[JsonSerializable(typeof(AdminQuotaBody))]
[JsonSerializable(typeof(PrincipalLimitBody))]
[JsonSerializable(typeof(MappingBody))]
[JsonSerializable(typeof(RoleMapBody))]
[JsonSerializable(typeof(RoleMapChangeBody))]
internal sealed partial class AdminJson : JsonSerializerContext;
