using Tollgate.EventStore;

namespace Tollgate.Silo.Commands;

/// <summary>A log to look at, wherever it is kept.</summary>
/// <param name="owner">What is closed with it.</param>
internal sealed class OpenedLog(IEventReader reader, IStreamCatalog catalog, IDisposable? owner = null) : IDisposable
{
    public IEventReader Reader => reader;

    public IStreamCatalog Catalog => catalog;

    public void Dispose() => owner?.Dispose();
}
