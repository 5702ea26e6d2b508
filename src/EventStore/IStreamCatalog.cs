namespace Tollgate.EventStore;

/// <summary>Which streams a log has, for those who look at all of it: checks, exports.</summary>
public interface IStreamCatalog
{
    /// <summary>Names the streams that are not empty, each once, in no order, without ever holding all names at once.</summary>
    /// <remarks>
    /// A stream that stands from the beginning of the listing to its end is named. One that is first written, or removed, meanwhile may be or
    /// may not; so reading a named stream may find it empty.
    /// </remarks>
    /// <param name="prefix">How the names begin, byte by byte; empty for all streams.</param>
    /// <exception cref="EventStoreUnavailableException">The store could not be read.</exception>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);
}
