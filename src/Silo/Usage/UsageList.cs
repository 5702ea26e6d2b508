using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Usage;
using Tollgate.Silo.Activity;
using Tollgate.Silo.Administration;
using Tollgate.Silo.Cluster;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Usage;

/// <summary>
/// Pages of a day's principals. The directory knows only who they are; how much each has used is asked of the one who knows, so every number
/// is exact and no older than the page.
/// </summary>
internal sealed class UsageList(
    UsageClient usage, QuotaClient quotas, EverySilo<IActivityService> silos, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    public async Task<(UsageBody? Page, Problem? Problem)> ReadAsync(UsageQuery query)
    {
        var lag = silos.AskAsync(static silo => silo.ReadLag());
        var (names, problem) = await FindAsync(query);
        if (names is null)
            return (null, problem);

        var day = DayOf(query);
        var replies = await Task.WhenAll(names.Take(query.Limit).Select(name => ReadAsync(name, day)));
        if (replies.FirstOrDefault(reply => reply.Quota is null) is { Principal: not null } failed)
            return (null, QuotaProblems.Of(failed.Status));

        return (new UsageBody(
            day.ToString(),
            [.. replies.Select(reply => new AdminQuotaBody(reply.Principal, QuotaBody.Of(reply.Quota!.ToReading())))],
            names.Length > query.Limit ? names[query.Limit - 1] : null,
            LagOf(await lag)), null);
    }

    private QuotaDay DayOf(UsageQuery query) => query.Day ?? QuotaDay.Of(clock.GetUtcNow());

    private async Task<(string[]? Names, Problem? Problem)> FindAsync(UsageQuery query)
    {
        var day = DayOf(query);
        if (!retention.Value.IsReadable(day, clock.GetUtcNow()))
            return (null, QuotaProblems.Of(QuotaStatus.Expired));

        // One more than asked for tells whether a page follows.
        var names = await usage.FindAsync(day, query.Prefix, query.Cursor, query.Limit + 1);
        return names is null ? (null, QuotaProblems.Of(QuotaStatus.Unavailable)) : (names, null);
    }

    private async Task<Row> ReadAsync(string name, QuotaDay day)
    {
        if (!Principal.TryParse(name, lowerCase: false, out var principal))
            throw new InvalidDataException($"The usage directory of {day} names '{name}', which is no principal.");
        var reply = await quotas.ReadAsync(principal, day);
        return new Row(name, reply.Status, reply.Quota);
    }

    private static UsageLagBody LagOf(SiloAnswers<UsageLagMessage> answers) => new(
        Math.Round(answers.Given.Select(given => given.Answer.Seconds).DefaultIfEmpty().Max(), 1),
        answers.Given.Any(given => given.Answer.IsCatchingUp),
        answers.Silent);

    private readonly record struct Row(string Principal, QuotaStatus Status, QuotaMessage? Quota);
}
