using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>
/// The issuer's keys: fetched when the process starts, every five minutes, and when a token names an unknown key, the latter at most once in ten
/// seconds. A fetch that fails leaves the last good keys in force.
/// </summary>
internal sealed class SigningKeys(
    IssuerDocuments issuer, TokenRules rules, IOptions<AuthOptions> options, TimeProvider clock, ILogger<SigningKeys> logger) : BackgroundService
{
    public const int MaxWaiting = 256;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MinPause = TimeSpan.FromSeconds(10);

    /// <summary>Between attempts as long as there is no key at all, and so no token can be accepted.</summary>
    public static readonly TimeSpan FirstKeysPause = TimeSpan.FromSeconds(1);

    private readonly AuthOptions _options = options.Value;
    private volatile KeySet _current = new(FrozenDictionary<string, RsaSecurityKey>.Empty, rules, cacheEntries: 0);
    private volatile KeyRefresh? _latest;
    private volatile KeyRefresh _next = new();
    private int _waiting;

    /// <summary>What is in force now.</summary>
    public KeySet Current => _current;

    /// <summary>How many calls wait for a fetch.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>
    /// Finds the keys for a token that names <paramref name="kid"/>. An unknown name waits for a fetch, so the first token of a new key is not
    /// lost, and it is refused only by a fetch that began after it came. Where others have just used up the fetch of these ten seconds, it is
    /// told when to come back: waiting would let a flood of garbage hold connections, and in front of them Lambda functions that are paid by
    /// the millisecond.
    /// </summary>
    public ValueTask<KeyLookup> FindAsync(string kid, CancellationToken aborted)
    {
        var current = _current;
        return current.Has(kid) ? new(new KeyLookup(current, null)) : FindUnknownAsync(kid, aborted);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var refresh = _next;
            refresh.Start = clock.GetTimestamp();
            _latest = refresh;
            _next = new KeyRefresh(); // who comes from now on may need a key newer than what is fetched now
            await RunAsync(refresh, stoppingToken);
            await RestAsync(refresh, stoppingToken);
        }
    }

    private async ValueTask<KeyLookup> FindUnknownAsync(string kid, CancellationToken aborted)
    {
        var next = _next; // first: so its fetch begins after this line, whatever happens meanwhile
        next.Await(kid);
        var latest = _latest ?? next;
        if (latest.HasFailed)
            return KeyLookup.Unavailable;

        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting)
                return KeyLookup.Overloaded;

            // A fetch under way may bring the key. If it does not, that proves nothing to who came later: the key may be younger than the fetch.
            var answer = await LookInAsync(latest, kid, aborted);
            if (answer != KeyLookup.Absent)
                return answer;

            next.Ask();
            if (latest.Settles(kid))
                return KeyLookup.Absent;
            return UntilNextFetch(latest) is { } left ? KeyLookup.NotYet(left) : await LookInAsync(next, kid, aborted);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <returns>Null where one may begin now.</returns>
    private TimeSpan? UntilNextFetch(KeyRefresh latest) =>
        latest.Asked.IsCompleted && clock.GetElapsedTime(latest.Start) is var age && age < MinPause ? MinPause - age : null;

    private async Task<KeyLookup> LookInAsync(KeyRefresh refresh, string kid, CancellationToken aborted)
    {
        var succeeded = await refresh.Done.WaitAsync(aborted);
        var current = _current;
        return current.Has(kid) ? new KeyLookup(current, null)
            : succeeded ? KeyLookup.Absent
            : KeyLookup.Unavailable;
    }

    private async Task RunAsync(KeyRefresh refresh, CancellationToken stopping)
    {
        var succeeded = false;
        try
        {
            var keys = KeyRules.Select(await issuer.FetchKeysAsync(stopping));
            if (!_current.IsMadeOf(keys))
            {
                _current = new KeySet(keys, rules, _options.TokenCacheEntries);
                logger.SigningKeysChanged(keys.Count);
            }

            succeeded = true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested) // whatever the issuer sent: the last good keys stay
        {
            logger.SigningKeysUnavailable(_options.Authority, Describe(e));
        }
        finally
        {
            refresh.End(succeeded);
        }
    }

    private async Task RestAsync(KeyRefresh refresh, CancellationToken stopping)
    {
        var never = new TaskCompletionSource().Task;
        if (_current.IsEmpty)
            await UntilAsync(never, FirstKeysPause);
        else if (refresh.HasFailed || refresh.Asked.IsCompleted)
            await UntilAsync(never, MinPause);
        if (!refresh.HasFailed)
            await UntilAsync(_next.Asked, Interval);

        async Task UntilAsync(Task task, TimeSpan age)
        {
            var left = age - clock.GetElapsedTime(refresh.Start);
            if (left > TimeSpan.Zero)
                await task.WaitAsync(left, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A parser's message may quote a megabyte of whatever it was given.
    private static string Describe(Exception e)
    {
        var text = $"{e.GetType().Name}: {e.Message}";
        return string.Concat(text.Take(200).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
