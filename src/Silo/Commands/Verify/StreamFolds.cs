using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Domain.Usage;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>How each stream of a log is folded, told by its name.</summary>
internal static class StreamFolds
{
    /// <returns>Null for a name that no stream of this version has.</returns>
    public static StreamFold? Of(string stream, RetentionOptions retention, DateTimeOffset now) => stream.Split('/') switch
    {
        [RoleMap.Stream] => new StreamFold<RoleMap, RoleMapEvent>(RoleMap.Initial, RoleMapEventCodec.Decode, static (map, happened) => map.Evolve(happened)),
        [_, var principal] when IsAccount(stream, principal) =>
            new StreamFold<AccountState, AccountEvent>(AccountState.Initial, AccountEventCodec.Decode, static (account, happened) => account.Evolve(happened)),
        [_, var date] when QuotaDay.TryParse(date, out var day) && UsageStream.Name(day) == stream =>
            new StreamFold<UsageDirectory, UsageEvent>(UsageDirectory.Initial, UsageEventCodec.Decode, static (directory, happened) => directory.Evolve(happened))
            { HasExpired = !retention.IsReadable(day, now) },
        [_, _, _] when QuotaStream.TryParse(stream, out _, out var day) =>
            new StreamFold<QuotaState, QuotaEvent>(
                QuotaState.Initial(day), QuotaEventCodec.Decode, static (state, happened) => state.Evolve(happened), SpendingRule.Check)
            { HasExpired = !retention.IsReadable(day, now) },
        _ => null,
    };

    // Spelled as they are written, and in no other way: two spellings would be two allowances.
    private static bool IsAccount(string stream, string principal) => Read(principal) is { } parsed && AccountStream.Name(parsed) == stream;

    private static Principal? Read(string escaped) =>
        Principal.TryParse(Uri.UnescapeDataString(escaped), lowerCase: false, out var principal) ? principal : null;
}
