using System.Diagnostics;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>The span of a charge, where somebody listens: it costs nothing else. It names no principal and no request id.</summary>
internal static class ChargeTracing
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    public static bool IsOn => Source.HasListeners();

    public static async ValueTask<QuotaReply> TraceAsync(PrincipalQuota quota, ChargeCalls command)
    {
        using var span = Source.StartActivity(TelemetryNames.ChargeSpan);
        var reply = await quota.DecideChargeAsync(command).ConfigureAwait(false);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TelemetryNames.ResourceAttribute, command.Resource);
            span.SetTag(TelemetryNames.UnitsAttribute, command.Units.Value);
            span.SetTag(TelemetryNames.OutcomeAttribute, reply.Status.ToString());
        }

        return reply;
    }
}
