using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Accounts;

/// <summary>The rules of an account. Pure; the reply says whether anything changed.</summary>
public static class AccountDecisions
{
    /// <summary>Gives the principal a limit of its own; 0 blocks it. The same override again changes nothing.</summary>
    public static Decision<bool, AccountEvent> Override(AccountState account, LimitOverride wanted, string actor, ReasonText reason) =>
        account.Override == wanted
            ? new(false, [])
            : new(true, [new LimitOverridden(wanted.Limit, actor, reason.Value, wanted.UntilDay?.ToString())]);

    /// <summary>Returns the principal to the configured default. Without an override it changes nothing.</summary>
    public static Decision<bool, AccountEvent> Remove(AccountState account, string actor, ReasonText reason) =>
        account.Override is null
            ? new(false, [])
            : new(true, [new OverrideRemoved(actor, reason.Value)]);
}
