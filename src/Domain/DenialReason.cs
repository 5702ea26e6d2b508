namespace Tollgate.Domain;

/// <summary>Why a call was refused. The names users see are in <see cref="DenialReasons"/>.</summary>
public enum DenialReason
{
    /// <summary>No token, or one that a correct verifier refuses.</summary>
    Unauthenticated,

    /// <summary>The token carries no readable role.</summary>
    RoleMissing,

    /// <summary>No mapping covers the path and method.</summary>
    ResourceUnmapped,

    /// <summary>A mapping covers it, for other roles.</summary>
    RoleNotAllowed,

    /// <summary>The day's limit leaves too few units.</summary>
    QuotaExhausted,
}

/// <summary>The spelling of each reason in answers, logs and metrics; a promise to users.</summary>
public static class DenialReasons
{
    public static string ToName(this DenialReason reason) => reason switch
    {
        DenialReason.Unauthenticated => "unauthenticated",
        DenialReason.RoleMissing => "role-missing",
        DenialReason.ResourceUnmapped => "resource-unmapped",
        DenialReason.RoleNotAllowed => "role-not-allowed",
        DenialReason.QuotaExhausted => "quota-exhausted",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
