namespace Tollgate.Domain.Quotas;

/// <summary>The name of the stream that holds one principal's one day. One stream a day keeps replay short and lets closed days expire.</summary>
public static class QuotaStream
{
    public static string Name(Principal principal, QuotaDay day) => $"quota/{Uri.EscapeDataString(principal.Value)}/{day}";
}
