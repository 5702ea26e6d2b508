using System.ComponentModel;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Quotas;
using Tollgate.Silo.Usage;

namespace Tollgate.Silo.Administration;

/// <summary>One principal's quota, or a page of all principals of a day: one path, as a principal is a resource of its list.</summary>
internal static class AdminUsageApi
{
    private const string Json = "application/json";

    public static void MapAdminUsage(this RouteGroupBuilder admin)
    {
        var quotas = admin.MapGroup("quotas").Refuses(410, 422);
        quotas.MapGet("", Read).WithName("readPrincipalQuota")
            .WithSummary("A principal's quota of a day; without a principal, all of the day's principals, in pages or as CSV (Accept: text/csv).")
            .Produces<AdminQuotaBody>()
            .AddOpenApiOperationTransformer(static async (operation, context, cancellationToken) =>
            {
                var page = await context.GetOrCreateSchemaAsync(typeof(UsageBody), parameterDescription: null, cancellationToken);
                context.Document!.AddComponent(nameof(UsageBody), page);
                var content = operation.Responses!["200"].Content!;
                content[Json].Schema = new OpenApiSchema { OneOf = [content[Json].Schema!, new OpenApiSchemaReference(nameof(UsageBody), context.Document)] };
                content[UsageCsv.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            });
        quotas.MapGet("days", ReadDays).WithName("readPrincipalDays").WithSummary("A principal's quota of its last days, the current one included.")
            .Produces<DaysBody>();
    }

    private static Task<IResult> Read(
        HttpContext context,
        [Description("Whose quota: the value of the principal claim. Absent for a list.")] string? principal,
        [Description(DayQuery.Description)] string? day,
        [Description(UsageQuery.PrefixDescription)] string? prefix,
        [Description(UsageQuery.CursorDescription)] string? cursor,
        [Description(UsageQuery.LimitDescription)] string? limit,
        AdminQuery query,
        QuotaClient quotas,
        UsageList usage,
        IOptions<AuthOptions> auth)
    {
        if (context.Request.Query.ContainsKey("principal"))
            return ReadOne(principal, day, query, quotas);

        return UsageQuery.TryParse(day, prefix, cursor, limit, auth.Value.PrincipalIgnoresCase, out var page, out var problem)
            ? ReadPage(context, page, usage)
            : Task.FromResult<IResult>(problem);
    }

    private static async Task<IResult> ReadOne(string? principal, string? day, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem) || !DayQuery.TryParse(day, out var quotaDay, out problem))
            return problem;

        var reply = await quotas.ReadAsync(whose, quotaDay);
        return reply.Status == QuotaStatus.Done
            ? JsonAnswer.Of(new AdminQuotaBody(whose.Value, QuotaBody.Of(reply.Quota!.ToReading())), AdminJson.Default.AdminQuotaBody)
            : QuotaProblems.Of(reply.Status);
    }

    private static async Task<IResult> ReadPage(HttpContext context, UsageQuery query, UsageList usage)
    {
        var (page, failure) = await usage.ReadAsync(query);
        if (page is null)
            return failure!;

        var wantsCsv = context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == UsageCsv.MediaType);
        return wantsCsv ? new UsageCsv(usage, query, page) : JsonAnswer.Of(page, UsageJson.Default.UsageBody);
    }

    private static async Task<IResult> ReadDays(
        [Description(AdminQuery.Description)] string? principal, [Description(DaysQuery.CountDescription)] string? count, AdminQuery query, QuotaClient quotas) =>
        query.TryParsePrincipal(principal, out var whose, out var problem) && DaysQuery.TryParse(count, out var days, out problem)
            ? await DaysQuery.AnswerAsync(quotas, whose, days)
            : problem;
}
