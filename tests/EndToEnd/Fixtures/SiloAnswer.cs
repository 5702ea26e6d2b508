using System.Net;
using System.Text.Json;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>What the silo said to <c>POST /v1/authorize</c>.</summary>
/// <param name="Reason">Of a refusal; empty where the answer is yes.</param>
/// <param name="Used">Of the caller's day, after the call; 0 where the answer shows no quota.</param>
/// <param name="Version">How many events of the day the answer rests on; 0 where it shows no quota.</param>
internal sealed record SiloAnswer(HttpStatusCode Status, string Reason, long Used, long Version)
{
    public static SiloAnswer Of(HttpStatusCode status, JsonElement body)
    {
        var reason = body.TryGetProperty("reason", out var text) ? text.GetString()! : "";
        return body.TryGetProperty("quota", out var quota)
            ? new SiloAnswer(status, reason, quota.GetProperty("used").GetInt64(), quota.GetProperty("version").GetInt64())
            : new SiloAnswer(status, reason, 0, 0);
    }
}
