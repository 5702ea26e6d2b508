using System.Diagnostics;
using System.Globalization;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;

namespace Tollgate.Scale;

/// <summary>Users who call, one after the other, over so many callers at a time.</summary>
internal sealed class Crowd(QuotaClient quotas)
{
    private const int Callers = 256;

    private static long _calls; // of all crowds: a call's number is its id

    /// <summary>Everybody calls once.</summary>
    public Task CallOnceAsync(int from, int to, CancellationToken cancellationToken) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken }, async (user, _) => await CallAsync(user));

    /// <summary>The first so many users call in turn, for a while.</summary>
    /// <returns>Decisions a second.</returns>
    public async Task<double> CallForAsync(int users, TimeSpan time, CancellationToken cancellationToken)
    {
        var (started, next, answered) = (Stopwatch.GetTimestamp(), -1L, 0L);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                await CallAsync((int)(Interlocked.Increment(ref next) % users));
                Interlocked.Increment(ref answered);
            }
        }, cancellationToken)));
        return answered / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>One user makes so many calls.</summary>
    public Task CallOftenAsync(int user, int calls, CancellationToken cancellationToken) =>
        Parallel.ForAsync(0, calls, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken }, async (_, _) => await CallAsync(user));

    public async Task CallAsync(int user)
    {
        if (!Principal.TryParse(string.Create(CultureInfo.InvariantCulture, $"user-{user}@example.com"), lowerCase: false, out var principal)
            || !RequestId.TryParse(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _calls):x32}"), out var request))
            throw new ArgumentOutOfRangeException(nameof(user), user, null);
        var reply = await quotas.ChargeAsync(principal, new ChargeCalls(request, Units.One, "/blog", "GET"));
        if (reply.Status != QuotaStatus.Done)
            throw new InvalidOperationException($"A call was answered with {reply.Status}, and all were to be allowed.");
    }
}
