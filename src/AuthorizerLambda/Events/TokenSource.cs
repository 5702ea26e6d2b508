using System.Diagnostics.CodeAnalysis;

namespace Tollgate.AuthorizerLambda.Events;

/// <summary>Where a REQUEST event carries the token: a header, or a query parameter for callers that can set no header, as browsers with WebSockets.</summary>
public sealed record TokenSource(bool IsHeader, string Name)
{
    private const string Header = "header.";
    private const string QueryString = "querystring.";

    public static TokenSource Default { get; } = new(IsHeader: true, "Authorization");

    /// <param name="text"><c>header.NAME</c> or <c>querystring.NAME</c>, API Gateway's own words.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TokenSource? source)
    {
        source = text.StartsWith(Header, StringComparison.Ordinal) ? new TokenSource(true, text[Header.Length..])
            : text.StartsWith(QueryString, StringComparison.Ordinal) ? new TokenSource(false, text[QueryString.Length..])
            : null;
        if (source is { Name: "" })
            source = null;
        return source is not null;
    }

    /// <summary>The one value of the source; null where it is missing, empty, or there twice, when one reader might take the one and another the other.</summary>
    internal string? Find(WireEvent wire) =>
        IsHeader
            ? FindOne(wire.Headers, wire.MultiValueHeaders, StringComparison.OrdinalIgnoreCase)
            : FindOne(wire.QueryStringParameters, wire.MultiValueQueryStringParameters, StringComparison.Ordinal);

    // The plain map shows one of several values, which of them depends on the shape; the other map, where there is one, shows them all.
    private string? FindOne(Dictionary<string, string?>? values, Dictionary<string, string?[]?>? all, StringComparison comparison)
    {
        string? found = null;
        foreach (var (name, value) in values ?? [])
        {
            if (!name.Equals(Name, comparison))
                continue;
            if (found is not null)
                return null;
            found = value;
        }

        foreach (var (name, several) in all ?? [])
        {
            if (name.Equals(Name, comparison) && (several is not [{ } only] || only != found))
                return null;
        }

        return found;
    }
}
