using System.Diagnostics;
using System.Net;

namespace Tollgate.Overload.Calls;

/// <summary>So many callers, each of whom asks again as soon as it is answered: what the silo can do at most.</summary>
internal static class ClosedLoop
{
    public static async Task<LoopResult> RunAsync(
        IPEndPoint silo, CallTexts texts, CallNumbers numbers, int callers, TimeSpan time, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(silo, texts, numbers, watch, time, stopping), stopping)));
        return new LoopResult([.. results.SelectMany(some => some)], watch.Elapsed);
    }

    private static async Task<List<CallResult>> CallAsync(
        IPEndPoint silo, CallTexts texts, CallNumbers numbers, Stopwatch watch, TimeSpan time, CancellationToken stopping)
    {
        var results = new List<CallResult>();
        using var connection = await SiloConnection.OpenAsync(silo, stopping);
        while (watch.Elapsed < time)
        {
            var (number, started) = (numbers.Next(), watch.Elapsed);
            var status = await connection.CallAsync(texts, number, stopping);
            var took = watch.Elapsed - started;
            results.Add(new(number, status, took, took));
        }

        return results;
    }
}
