namespace Tollgate.Grains.Quotas;

/// <summary>The quota of one principal; the key is the principal. Everything interleaves: each call waits only for its own batch.</summary>
[Alias("tollgate.quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Decides one call, and answers when the decision is durable.</summary>
    [Alias("charge")]
    Task<QuotaReply> Charge(ChargeRequest request);

    /// <summary>Reads a day without writing anything.</summary>
    /// <param name="day">Null for the day that a call would be charged to now.</param>
    [Alias("read")]
    Task<QuotaReply> Read(DateOnly? day);

    /// <summary>Gives the principal a limit of its own, in force when this answers.</summary>
    [Alias("override")]
    Task<QuotaReply> Override(OverrideRequest request);

    /// <summary>Returns the principal to the configured default, in force when this answers.</summary>
    [Alias("remove-override")]
    Task<QuotaReply> RemoveOverride(ActorRequest request);

    /// <summary>Begins the current day's count again.</summary>
    [Alias("reset")]
    Task<QuotaReply> Reset(ResetRequest request);

    /// <summary>Gives units of one charge back, to the day of the charge.</summary>
    [Alias("refund")]
    Task<QuotaReply> Refund(RefundRequest request);
}
