namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>
/// Most tests say nothing of time. For them every deadline is long, so that on a machine busy with other things a late yes is not taken for a no.
/// </summary>
internal static class Patience
{
    public static readonly IReadOnlyDictionary<string, string> OfSilo = new Dictionary<string, string>
    {
        ["Quota:DecisionTimeoutMs"] = "25000",
    };

    public static readonly IReadOnlyDictionary<string, string> OfGateway = new Dictionary<string, string>
    {
        ["Lambda:Environment:TOLLGATE_TIMEOUT_MS"] = "26000",
        ["Lambda:InitTimeoutMs"] = "60000",
        ["Lambda:TimeoutMs"] = "28000",
        ["Gateway:Authorizer:TimeoutMs"] = "120000",
    };
}
