using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// A row of a stream as it was read: its bytes are looked at when its turn comes, so that a damaged one stands in the way of none before it.
internal sealed record StoredBatch(long FirstVersion, long PreviousId, long LandmarkId, byte[] BatchId, byte[] Payload)
{
    public RecordedBatch Decode() =>
        BatchId.Length == 16
            ? new(FirstVersion, BatchCodec.Decode(new Guid(BatchId, bigEndian: true), Payload))
            : throw new InvalidDataException($"A batch id has {BatchId.Length} bytes.");
}
