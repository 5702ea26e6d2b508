namespace Tollgate.Local.ApiGateway.Routes;

/// <summary>Where a header's value comes from.</summary>
public static class HeaderMapping
{
    /// <summary>A REST API's: <c>'a literal'</c> or a variable.</summary>
    /// <returns>Null when there is nothing that could be sent.</returns>
    public static string? Value(string mapping, Func<string, string> resolve) =>
        Sendable(mapping is ['\'', .. var literal, '\''] ? literal : resolve(mapping));

    /// <summary>An HTTP API's: <c>$variable</c> or a literal as it stands.</summary>
    /// <inheritdoc cref="Value"/>
    public static string? HttpValue(string mapping, Func<string, string> resolve) =>
        Sendable(mapping is ['$', .. var variable] ? resolve(variable) : mapping);

    private static string? Sendable(string value) => value.Length == 0 || value.Any(c => c is < ' ' or > '~') ? null : value;
}
