namespace Tollgate.Local.ApiGateway.Rest.Responses;

public static class HeaderMapping
{
    /// <summary>The value of <c>'a literal'</c> or of a variable; null when there is nothing that could be sent.</summary>
    public static string? Value(string mapping, Func<string, string> resolve)
    {
        var value = mapping is ['\'', .. var literal, '\''] ? literal : resolve(mapping);
        return value.Length == 0 || value.Any(c => c is < ' ' or > '~') ? null : value;
    }
}
