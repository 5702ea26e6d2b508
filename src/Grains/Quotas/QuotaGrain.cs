using Orleans.Concurrency;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>Gives a principal's quota its one place in the cluster, and its life: the quota itself is <see cref="PrincipalQuota"/>.</summary>
[Reentrant]
internal sealed class QuotaGrain : Grain, IQuotaGrain
{
    private readonly LocalQuotas _local;

    public QuotaGrain(QuotaStreams streams, LocalQuotas local)
    {
        _local = local;
        var key = this.GetPrimaryKeyString();
        if (!Principal.TryParse(key, lowerCase: false, out var principal))
            throw new ArgumentException($"'{key}' is not a principal.");
        Quota = new PrincipalQuota(principal, streams, GiveWay);
    }

    internal PrincipalQuota Quota { get; }

    public Task<QuotaReply> Charge(ChargeRequest request)
    {
        _local.HasMessage(Quota);
        return Quota.ChargeAsync(request.ToCommand()).AsTask();
    }

    public Task<QuotaReply> Read(DateOnly? day) => Quota.ReadAsync(day);

    public Task<QuotaReply> Override(OverrideRequest request) =>
        Quota.ChangeAccountAsync(account => AccountDecisions.Override(account, request.ToOverride(), request.Actor, Parsed.Reason(request.Reason)));

    public Task<QuotaReply> RemoveOverride(ActorRequest request) =>
        Quota.ChangeAccountAsync(account => AccountDecisions.Remove(account, request.Actor, Parsed.Reason(request.Reason)));

    public Task<QuotaReply> Reset(ResetRequest request) => Quota.ResetAsync(request.ToCommand());

    public Task<QuotaReply> Refund(RefundRequest request) => Quota.RefundAsync(request.Day, request.ToCommand());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _local.Add(Quota);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _local.Remove(Quota);
        return Quota.CloseAsync().WaitAsync(cancellationToken);
    }

    private void GiveWay(PrincipalQuota quota)
    {
        _local.Remove(quota);
        GrainContext.GiveWay();
    }
}
