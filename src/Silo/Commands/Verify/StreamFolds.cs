using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>How each stream of a log is folded, told by its name.</summary>
internal static class StreamFolds
{
    /// <returns>Null for a name that no stream of this version has.</returns>
    public static StreamFold? Of(string stream, DateTimeOffset now) => stream.Split('/') switch
    {
        [RoleMap.Stream] => new StreamFold<RoleMap, RoleMapEvent>(RoleMap.Initial, RoleMapEventCodec.Decode, static (map, happened) => map.Evolve(happened)),
        [_, var principal, var date] when IsQuota(stream, principal, date, out var day) =>
            new StreamFold<QuotaState, QuotaEvent>(
                QuotaState.Initial(day), QuotaEventCodec.Decode, static (state, happened) => state.Evolve(happened), SpendingRule.Check)
            { MayExpire = day.End <= now },
        _ => null,
    };

    // Spelled as it is written, and in no other way: two spellings would be two allowances.
    private static bool IsQuota(string stream, string principal, string date, out QuotaDay day) =>
        QuotaDay.TryParse(date, out day)
        && Principal.TryParse(Uri.UnescapeDataString(principal), lowerCase: false, out var parsed)
        && QuotaStream.Name(parsed, day) == stream;
}
