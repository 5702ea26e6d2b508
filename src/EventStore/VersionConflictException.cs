namespace Tollgate.EventStore;

/// <summary>An append was refused because the stream is not at the version that the writer expected. Nothing was written.</summary>
/// <param name="standing">
/// The batch that stands at <paramref name="expectedVersion"/> + 1; null where the stream is shorter than expected, or where that
/// part of it has been removed.
/// </param>
/// <param name="innerException">The store's own refusal, where it has one.</param>
public sealed class VersionConflictException(string stream, long expectedVersion, RecordedBatch? standing, Exception? innerException = null)
    : Exception($"Stream '{stream}' is not at version {expectedVersion}.", innerException)
{
    public string Stream { get; } = stream;

    public long ExpectedVersion { get; } = expectedVersion;

    public RecordedBatch? Standing { get; } = standing;
}
