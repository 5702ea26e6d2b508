using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tollgate.Overload.Calls;

/// <summary>Calls that come when they are due, however slowly the earlier ones are answered: what a crowd of callers does.</summary>
internal sealed class OpenLoop(IPEndPoint silo, CallTexts texts, CallNumbers numbers, int maxConnections, CancellationToken stopping)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Stopwatch _watch = new();
    private readonly ConcurrentStack<SiloConnection> _idle = new();
    private readonly ConcurrentQueue<(int Number, TimeSpan Due)> _waiting = new();
    private readonly ConcurrentQueue<CallResult> _results = new();
    private readonly TaskCompletionSource _allAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private int _unanswered = 1; // the loop itself

    public async Task<LoopResult> RunAsync(double perSecond, TimeSpan time)
    {
        _watch.Start();
        var calls = (long)(perSecond * time.TotalSeconds);
        for (var made = 0L; made < calls; await Task.Delay(Tick, TimeProvider.System, stopping))
        {
            for (var due = Math.Min(calls, (long)(_watch.Elapsed.TotalSeconds * perSecond)); made < due; made++)
                Make(numbers.Next(), TimeSpan.FromSeconds(made / perSecond));
        }

        Settle();
        await _allAnswered.Task.WaitAsync(stopping);
        var took = _watch.Elapsed; // whoever is answered after the last call was due has had that time as well
        foreach (var connection in _idle)
            connection.Dispose();
        return new LoopResult([.. _results], took);
    }

    private void Make(int number, TimeSpan due)
    {
        Interlocked.Increment(ref _unanswered);
        _waiting.Enqueue((number, due));
        if (_idle.TryPop(out var connection))
            _ = CallAsync(connection);
        else if (Volatile.Read(ref _open) < maxConnections)
            _ = OpenAndCallAsync();
    }

    private async Task OpenAndCallAsync()
    {
        Interlocked.Increment(ref _open);
        try
        {
            await CallAsync(await SiloConnection.OpenAsync(silo, stopping));
        }
        catch (SocketException)
        {
            Interlocked.Decrement(ref _open);
            if (_waiting.TryDequeue(out var call))
                Answered(call.Number, 0, call.Due, _watch.Elapsed);
        }
    }

    // Goes on with whoever waits, so that the connection is never idle while somebody does.
    private async Task CallAsync(SiloConnection connection)
    {
        while (_waiting.TryDequeue(out var call))
        {
            int status;
            var sent = _watch.Elapsed;
            try
            {
                status = await connection.CallAsync(texts, call.Number, stopping);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                Answered(call.Number, 0, call.Due, sent);
                Interlocked.Decrement(ref _open);
                connection.Dispose();
                return;
            }

            Answered(call.Number, status, call.Due, sent);
        }

        _idle.Push(connection);
        if (!_waiting.IsEmpty && _idle.TryPop(out var again))
            _ = CallAsync(again); // somebody has come since
    }

    private void Answered(int number, int status, TimeSpan due, TimeSpan sent)
    {
        var now = _watch.Elapsed;
        _results.Enqueue(new(number, status, now - due, now - sent));
        Settle();
    }

    private void Settle()
    {
        if (Interlocked.Decrement(ref _unanswered) == 0)
            _allAnswered.SetResult();
    }
}
