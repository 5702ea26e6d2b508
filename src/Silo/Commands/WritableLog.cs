using Tollgate.EventStore;

namespace Tollgate.Silo.Commands;

/// <summary>A log to write to, wherever it is kept.</summary>
/// <param name="owner">What is closed with it.</param>
internal sealed class WritableLog(IEventStore store, object owner) : IAsyncDisposable
{
    public IEventStore Store => store;

    public async ValueTask DisposeAsync()
    {
        if (owner is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            ((IDisposable)owner).Dispose();
    }
}
