using System.Globalization;
using Tollgate.Grains.Quotas;
using Tollgate.Load.Stores;

namespace Tollgate.Load;

/// <summary>What a run measured and what its audit found.</summary>
/// <param name="Cost">Of the calls, without the audit; null for a store that bills nothing.</param>
/// <param name="Faults">Each user whose day is not exact, with what is wrong.</param>
internal sealed record LoadReport(
    int Users, Answer[] Answers, TimeSpan Took, long Events, long Batches, StoreCost? Cost, IReadOnlyDictionary<int, IReadOnlyList<string>> Faults)
{
    private const int FaultsShown = 20;

    public int ExactUsers => Users - Faults.Count;

    public bool IsExact => Faults.Count == 0;

    public int Count(QuotaStatus status) => Answers.Count(answer => answer.Status == status);

    public async Task WriteAsync(TextWriter output)
    {
        foreach (var (user, faults) in Faults.Take(FaultsShown))
            await output.WriteLineAsync($"not exact: {LoadUser.Principal(user)}: {string.Join("; ", faults.Take(3))}");

        var times = Answers.Select(answer => answer.Took).Order().ToList();
        (string Name, string Value)[] rows =
        [
            ("calls", Number(Answers.Length)),
            ("calls/s", Number(Answers.Length / Took.TotalSeconds)),
            ("p50", Milliseconds(Percentile(times, 50))),
            ("p99", Milliseconds(Percentile(times, 99))),
            ("charged", Number(Count(QuotaStatus.Done))),
            ("replayed", Number(Count(QuotaStatus.Replayed))),
            ("denied", Number(Count(QuotaStatus.Denied))),
            ("asked again", Number(Answers.Sum(answer => answer.Attempts - 1))),
            ("events", Number(Events)),
            ("events/batch", string.Create(CultureInfo.InvariantCulture, $"{(double)Events / Math.Max(1, Batches):0.00}")),
            .. CostRows(),
            ("exact users", $"{ExactUsers}/{Users}"),
        ];
        await output.WriteLineAsync();
        foreach (var (name, value) in rows)
            await output.WriteLineAsync($"{name,-14}{value,14}");
    }

    private IEnumerable<(string Name, string Value)> CostRows() => Cost is null ? [] :
    [
        ("requests", Number(Cost.Requests)),
        ("per charge", PerCharge(Cost.Requests)),
        ("write units", Number(Cost.WriteUnits)),
        ("per charge", PerCharge(Cost.WriteUnits)),
        ("read units", Number(Cost.ReadUnits)),
        ("per charge", PerCharge(Cost.ReadUnits)),
        ("throttled", Number(Cost.Throttles)),
    ];

    private string PerCharge(double value) => string.Create(CultureInfo.InvariantCulture, $"{value / Math.Max(1, Count(QuotaStatus.Done)):0.000}");

    private static TimeSpan Percentile(List<TimeSpan> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
