namespace Tollgate.Grains.Quotas;

/// <summary>The quota of one principal; the key is the principal. Charges and reads interleave: each waits only for its own batch.</summary>
[Alias("tollgate.quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Decides one call, and answers when the decision is durable.</summary>
    [Alias("charge")]
    Task<ChargeReply> Charge(ChargeRequest request);

    /// <summary>Reads a day without writing anything.</summary>
    /// <param name="day">Null for the day that a call would be charged to now.</param>
    [Alias("read")]
    Task<QuotaReply> Read(DateOnly? day);
}
