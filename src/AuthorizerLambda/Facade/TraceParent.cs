using System.Globalization;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>Lambda's X-Ray trace header in the spelling of W3C trace context: one trace from the gateway to the grain.</summary>
public static class TraceParent
{
    private const int RootLength = 35; // 1-5759e988-bd862e3fe1be46a994272793
    private const int ParentLength = 16;

    /// <param name="traceId"><c>Root=1-{time}-{random};Parent={span};Sampled={0 or 1}</c>, in any order, with whatever else.</param>
    /// <returns>Null where there is no trace to go on with.</returns>
    public static string? Of(string? traceId)
    {
        string? trace = null, parent = null;
        var sampled = false;
        foreach (var field in traceId.AsSpan().Split(';'))
        {
            var text = traceId.AsSpan()[field].Trim();
            if (text.StartsWith("Root=1-", StringComparison.Ordinal) && text["Root=".Length..] is { Length: RootLength } root && root[10] == '-')
                trace = Hex($"{root[2..10]}{root[11..]}");
            else if (text.StartsWith("Parent=", StringComparison.Ordinal) && text["Parent=".Length..] is { Length: ParentLength } span)
                parent = Hex(span.ToString());
            else if (text is "Sampled=1")
                sampled = true;
        }

        // X-Ray may send a root only: the authorizer's own part of the trace needs a name then.
        parent ??= Random.Shared.NextInt64(1, long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
        return trace is null ? null : $"00-{trace}-{parent}-0{(sampled ? 1 : 0)}";
    }

    private static string? Hex(string digits) =>
        digits.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f') && digits.AsSpan().ContainsAnyExcept('0') ? digits : null;
}
