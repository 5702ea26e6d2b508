using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A principal's last days: <c>?count=</c>.</summary>
internal static class DaysQuery
{
    public const string CountDescription = "How many days, 1 to 31; 14 if absent.";

    private const int MaxCount = 31;
    private const int DefaultCount = 14;

    public static bool TryParse(string? text, out int count, [NotNullWhen(false)] out Problem? problem)
    {
        count = DefaultCount;
        problem = text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxCount)
            ? null
            : Problem.Invalid("invalid-count", $"count is a number from 1 to {MaxCount}.");
        return problem is null;
    }

    public static async Task<IResult> AnswerAsync(QuotaClient quotas, Principal principal, int count)
    {
        // The current day is the grain's to say: near midnight it may not be the clock's.
        var current = await quotas.ReadAsync(principal, day: null);
        if (current is not { Status: QuotaStatus.Done, Quota: { } today })
            return QuotaProblems.Of(current.Status);

        var replies = await Task.WhenAll(Enumerable.Range(1, count - 1).Select(back => quotas.ReadAsync(principal, new QuotaDay(today.Day.AddDays(back - count)))));
        if (replies.FirstOrDefault(reply => reply.Status is not (QuotaStatus.Done or QuotaStatus.Expired)) is { } failed)
            return QuotaProblems.Of(failed.Status);

        var days = replies.Append(current).Select(reply => reply.Quota).OfType<QuotaMessage>().Select(quota => QuotaBody.Of(quota.ToReading()));
        return JsonAnswer.Of(new DaysBody([.. days]), DaysJson.Default.DaysBody);
    }
}
