using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Tollgate.Local.Demo.Clusters;
using Tollgate.Tests.Calls;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>
/// A caller for each user, one call after the other, each under a request id of its own, behind a load balancer: it asks every silo whether it
/// is ready, ten times a second, and sends calls to those that are.
/// </summary>
internal sealed class ClusterLoad
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(100);

    private readonly RunningCluster _cluster;
    private readonly TimeSpan _pause;
    private readonly ConcurrentQueue<TimedCall> _calls = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Task _work;
    private volatile LocalSilo[] _ready;
    private volatile bool _hasEnded;
    private int _next;

    private ClusterLoad(RunningCluster cluster, IEnumerable<string> users, TimeSpan pause)
    {
        (_cluster, _pause) = (cluster, pause);
        _ready = [.. cluster.Silos];
        _work = Task.WhenAll([CheckAsync(), .. users.Select(user => CallAsync(user, cluster.TokenOf(user)))]);
    }

    public TimeSpan Now => _watch.Elapsed;

    public IReadOnlyCollection<TimedCall> Calls => _calls;

    /// <param name="pause">Between two calls of one user.</param>
    public static ClusterLoad Start(RunningCluster cluster, IEnumerable<string> users, TimeSpan pause) => new(cluster, users, pause);

    /// <summary>Waits until the calls so far are as wished.</summary>
    public async Task UntilAsync(Func<IReadOnlyCollection<TimedCall>, bool> condition, TimeSpan patience)
    {
        for (var began = Now; !condition(_calls);)
        {
            Assert.False(_work.IsFaulted, _work.Exception?.ToString());
            Assert.True(Now - began < patience, $"Not within {patience}: {Summary()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until so many more calls have been decided.</summary>
    public Task UntilDecidedAsync(int more)
    {
        var before = _calls.Count(call => call.IsDecision);
        return UntilAsync(calls => calls.Count(call => call.IsDecision) >= before + more, TimeSpan.FromMinutes(1));
    }

    /// <summary>Waits until so many more calls came to no decision, or no silo says any more that it is ready.</summary>
    public Task UntilUndecidedAsync(int more)
    {
        var before = _calls.Count(call => !call.IsDecision);
        return UntilAsync(calls => _ready.Length == 0 || calls.Count(call => !call.IsDecision) >= before + more, TimeSpan.FromMinutes(1));
    }

    /// <summary>Waits until the silos do not know any more who may call what.</summary>
    public Task UntilRoleMapIsStaleAsync() =>
        UntilAsync(calls => _ready.Length == 0 || calls.Any(call => call.Sent.Answer?.Reason == "role-map-stale"), TimeSpan.FromMinutes(1));

    /// <summary>Lets every caller finish the call that it is in.</summary>
    public async Task<IReadOnlyCollection<TimedCall>> EndAsync()
    {
        _hasEnded = true;
        await _work;
        TestContext.Current.SendDiagnosticMessage(Summary());
        return _calls;
    }

    public string Summary() =>
        $"{_calls.Count} calls: " + string.Join(", ", _calls.GroupBy(call => call.Sent.Answer is { } answer ? $"{(int)answer.Status} {answer.Reason}" : "no answer")
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} x {group.Key}"));

    private async Task CheckAsync()
    {
        while (!_hasEnded)
        {
            var ready = new List<LocalSilo>();
            foreach (var silo in _cluster.Silos)
                if (await IsReadyAsync(silo))
                    ready.Add(silo);
            _ready = [.. ready];
            await Task.Delay(BetweenChecks, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<bool> IsReadyAsync(LocalSilo silo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            return await silo.IsReadyAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task CallAsync(string user, string token)
    {
        for (; !_hasEnded; await Task.Delay(_pause, TimeProvider.System, CancellationToken.None))
        {
            if (_ready is not { Length: > 0 } ready)
                continue;

            var silo = ready[Interlocked.Increment(ref _next) % ready.Length];
            var (requestId, began) = (Guid.NewGuid().ToString("N"), Now);
            SiloAnswer? answer = null;
            try
            {
                answer = await _cluster.AuthorizeAsync(silo, token, requestId);
            }
            catch (HttpRequestException)
            {
                // It went down before it had answered.
            }

            _calls.Enqueue(new TimedCall(new SentCall(user, requestId, answer), silo, began, Now));
        }
    }
}
