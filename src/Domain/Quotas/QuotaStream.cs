namespace Tollgate.Domain.Quotas;

/// <summary>The name of the stream that holds one principal's one day. One stream a day keeps replay short and lets closed days expire.</summary>
public static class QuotaStream
{
    private const string Prefix = "quota/";

    public static string Name(Principal principal, QuotaDay day) => $"{Prefix}{Uri.EscapeDataString(principal.Value)}/{day}";

    /// <summary>Which day a stream of this name holds; false for a stream of another kind.</summary>
    public static bool TryReadDay(string stream, out QuotaDay day) =>
        QuotaDay.TryParse(stream.StartsWith(Prefix, StringComparison.Ordinal) ? stream[(stream.LastIndexOf('/') + 1)..] : null, out day);
}
