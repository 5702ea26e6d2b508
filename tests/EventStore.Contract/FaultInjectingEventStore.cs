namespace Tollgate.EventStore.Contract;

/// <summary>What goes wrong with one append.</summary>
public enum AppendFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not written, and the store says so.</summary>
    Refused,

    /// <summary>Not written, but the store cannot tell.</summary>
    LostRequest,

    /// <summary>Written, and the answer is lost.</summary>
    LostAnswer,
}

/// <summary>A real store behind a bad line: appends can be held back, refused, lost before or after they are written; reads can fail.</summary>
public sealed class FaultInjectingEventStore(IEventStore inner) : IEventStore
{
    private readonly Lock _gate = new();
    private readonly Queue<AppendFault> _faults = new();
    private TaskCompletionSource? _held;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _appends;
    private int _reads;

    public int Appends => Volatile.Read(ref _appends);

    public int Reads => Volatile.Read(ref _reads);

    public bool FailReads { get; set; }

    /// <summary>Refuses every append to the usage directory, and every read of it.</summary>
    public bool FailUsage { get; set; }

    /// <summary>Completes when an append waits behind <see cref="Hold"/>.</summary>
    public Task Arrived => _arrived.Task;

    public void Next(params AppendFault[] faults)
    {
        lock (_gate)
            foreach (var fault in faults)
                _faults.Enqueue(fault);
    }

    public void Hold()
    {
        lock (_gate)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _held?.SetResult();
            _held = null;
        }
    }

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken)
    {
        if (IsUsage(stream))
            return FailUsage ? throw new EventStoreUnavailableException("The usage directory fails.", outcomeUnknown: false) : inner.ReadAsync(stream, fromVersion, cancellationToken);

        Interlocked.Increment(ref _reads);
        return FailReads
            ? throw new EventStoreUnavailableException("Reads fail.", outcomeUnknown: false)
            : inner.ReadAsync(stream, fromVersion, cancellationToken);
    }

    public async Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        if (IsUsage(stream))
        {
            if (FailUsage)
                throw new EventStoreUnavailableException("The usage directory fails.", outcomeUnknown: false);
            await inner.AppendAsync(stream, expectedVersion, batch, cancellationToken);
            return;
        }

        Interlocked.Increment(ref _appends);
        var (fault, held) = Take();
        await held;
        if (fault == AppendFault.Refused)
            throw new EventStoreUnavailableException("The append is refused.", outcomeUnknown: false);
        if (fault == AppendFault.LostRequest)
            throw new EventStoreUnavailableException("The request is lost.", outcomeUnknown: true);

        await inner.AppendAsync(stream, expectedVersion, batch, cancellationToken);
        if (fault == AppendFault.LostAnswer)
            throw new EventStoreUnavailableException("The answer is lost.", outcomeUnknown: true);
    }

    // It is written behind the calls, when it suits the silo: other faults and counts are for what a test does itself.
    private static bool IsUsage(string stream) => stream.StartsWith("usage/", StringComparison.Ordinal);

    private (AppendFault Fault, Task Held) Take()
    {
        lock (_gate)
        {
            _arrived.TrySetResult();
            return (_faults.TryDequeue(out var fault) ? fault : AppendFault.None, _held?.Task ?? Task.CompletedTask);
        }
    }
}
