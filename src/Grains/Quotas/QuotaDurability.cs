namespace Tollgate.Grains.Quotas;

/// <summary>What a yes means.</summary>
public enum QuotaDurability
{
    /// <summary>The charge is durable. One write for each batch of charges of a principal.</summary>
    Strict,

    /// <summary>
    /// The call is covered by units that were made durable before it. One write for each lease. A crash never admits too much, and may cost the
    /// principal the rest of a lease.
    /// </summary>
    Leased,
}
