using System.Net;
using System.Text.Json;

namespace Tollgate.Tests.Calls;

/// <summary>What the silo said to <c>POST /v1/authorize</c>.</summary>
/// <param name="Reason">Of a refusal; empty where the answer is yes.</param>
/// <param name="IsReplay">Whether it repeats an earlier yes under the same request id, and has charged nothing.</param>
/// <param name="Used">Of the caller's day, after the call; 0 where the answer shows no quota.</param>
/// <param name="Version">How many events of the day the answer rests on; 0 where it shows no quota.</param>
/// <param name="Day">The day it was charged to; null where it shows no quota.</param>
public sealed record SiloAnswer(HttpStatusCode Status, string Reason, bool IsReplay, long Used, long Version, string? Day = null)
{
    public static SiloAnswer Of(HttpStatusCode status, JsonElement body)
    {
        var reason = body.TryGetProperty("reason", out var text) ? text.GetString()! : "";
        var isReplay = body.TryGetProperty("replayed", out var replayed) && replayed.GetBoolean();
        return body.TryGetProperty("quota", out var quota)
            ? new SiloAnswer(status, reason, isReplay, quota.GetProperty("used").GetInt64(), quota.GetProperty("version").GetInt64(), quota.GetProperty("day").GetString())
            : new SiloAnswer(status, reason, isReplay, 0, 0);
    }
}
