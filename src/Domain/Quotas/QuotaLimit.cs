namespace Tollgate.Domain.Quotas;

/// <summary>The bounds of a day's allowance. 0 allows nothing, and is how a principal is blocked.</summary>
public static class QuotaLimit
{
    public const long Min = 0;

    public const long Max = 1_000_000_000_000;
}
