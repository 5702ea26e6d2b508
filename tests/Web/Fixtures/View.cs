namespace Tollgate.Web.Tests;

/// <summary>A part of a page that asks the silo one question, and what it says for want of an answer.</summary>
/// <param name="Path">The page.</param>
/// <param name="Endpoint">The path that it asks.</param>
/// <param name="Loading">What it says until it is answered.</param>
/// <param name="Nothing">An answer that has nothing to tell.</param>
/// <param name="Empty">What it says then.</param>
internal sealed record View(string Path, string Endpoint, string Loading, string Nothing, string Empty)
{
    private const string Principal = "admin/principals/nobody%40example.com";
    private const string Blocked = """{"day":"2026-11-22","limit":0,"used":0,"remaining":0,"resetsAt":"2026-11-23T00:00:00Z","version":0}""";
    private const string NoEvents = """{"events":[],"next":null}""";
    private const string NoDays = """{"days":[]}""";

    /// <summary>The tab that is to be opened first.</summary>
    public string? Tab { get; init; }

    /// <summary>How many parts of the page ask the same question.</summary>
    public int Askers { get; init; } = 1;

    /// <summary>Every one of them.</summary>
    public static IReadOnlyDictionary<string, View> All { get; } = new Dictionary<string, View>
    {
        ["quota"] = new("", "/v1/quota", "Loading your quota", Blocked, "Calls are blocked for you") { Askers = 2 }, // the charges wait for it
        ["days"] = new("", "/v1/quota/days", "Loading the last days", NoDays, "No days yet."),
        ["charges"] = new("", "/v1/quota/events", "Loading today’s charges", NoEvents, "No call yet today."),
        ["principals"] = new(
            "admin/principals", "/v1/admin/quotas", "Loading principals",
            """{"day":"2026-11-22","principals":[],"lag":{"seconds":0,"isCatchingUp":false,"silentSilos":[]}}""", "Nobody called on this day."),
        ["principal"] = new(Principal, "/v1/admin/quotas/days", "Loading the quota", NoDays, "No day of this principal is kept.") { Askers = 2 },
        ["principal, limit"] = new(
            Principal, "/v1/admin/quotas/limit", "Loading where it comes from", """{"principal":"nobody@example.com","defaultLimit":5}""", "The default for everybody"),
        ["principal, events"] = new(Principal, "/v1/admin/quotas/events", "Loading events", NoEvents, "No events on this day.") { Tab = "Events" },
        ["principal, refusals"] = new(
            Principal, "/v1/admin/decisions", "Loading refusals",
            $$"""{"principal":"nobody@example.com","decisions":[],"silos":{"answered":[],"silent":[]},"quota":{{Blocked}}}""", "No silo remembers a refusal") { Tab = "Why refused?" },
        ["principal, limit history"] = new(
            Principal, "/v1/admin/quotas/limit/events", "Loading the history", NoEvents, "The principal never had a limit of its own.") { Tab = "Limit history" },
        ["role map"] = new("admin/roles", "/v1/admin/role-map", "Loading the role map", """{"version":0,"mappings":[]}""", "Nothing is mapped: every call is refused."),
        ["role map, history"] = new("admin/roles", "/v1/admin/role-map/events", "Loading the history", NoEvents, "Nothing was ever mapped."),
        ["cluster"] = new(
            "admin/cluster", "/v1/admin/cluster", "Loading the cluster",
            """{"at":"2026-11-22T08:00:00Z","silos":[],"silent":[],"minute":[],"reasons":{},"decisionsPerSecond":0,"storeFailures":0,"activations":0,"hasDashboard":false}""",
            "No silo is known."),
    };
}
