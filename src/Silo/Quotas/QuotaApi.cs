using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A caller's look at its own quota. Looking writes nothing and costs nothing.</summary>
internal static class QuotaApi
{
    public static void MapQuota(this WebApplication app) =>
        app.MapGet("/v1/quota", ReadOwn).RequireAuthorization();

    private static async Task ReadOwn(HttpContext context, QuotaClient quotas)
    {
        QuotaDay? day = null;
        if (context.Request.Query.TryGetValue("day", out var text))
        {
            if (!QuotaDay.TryParse(text, out var parsed))
            {
                await Problem.Invalid("invalid-day", "day is a UTC date such as 2026-11-22.").WriteAsync(context);
                return;
            }

            day = parsed;
        }

        var reply = await quotas.ReadAsync(context.Caller().Principal, day);
        if (!reply.IsAvailable)
        {
            await Problem.Unavailable("store-unavailable", "The event log cannot be read now.").WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(QuotaBody.Of(reply.Quota!.ToReading()), QuotaJson.Default.QuotaBody);
    }
}
