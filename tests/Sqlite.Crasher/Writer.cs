using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Crasher;

// Appends without end, now to one of its streams, now to another, and reports each batch as "acked" or "lost".
internal sealed class Writer(SqliteEventStore store, int number)
{
    private const int Streams = 25;

    private readonly long[] _heads = new long[Streams];

    public async Task Run()
    {
        for (var i = 0; i < Streams; i++)
            _heads[i] = await ReadHead(i);
        for (var i = 0; ; i = (i + 1) % Streams)
            await Append(i, NewBatch(1 + i % 3));
    }

    private async Task Append(int index, EventBatch batch)
    {
        while (true)
        {
            try
            {
                await store.AppendAsync(Name(index), _heads[index], batch, CancellationToken.None);
                _heads[index] += batch.Events.Count;
                Console.WriteLine($"acked {batch.Id}");
                return;
            }
            catch (EventStoreUnavailableException failure) when (!failure.OutcomeUnknown)
            {
                Console.WriteLine($"lost {batch.Id} {failure.Message}");
                return;
            }
            catch (EventStoreUnavailableException)
            {
                await Task.Yield(); // unknown: ask again with the same batch
            }
        }
    }

    private async Task<long> ReadHead(int index) =>
        (await store.ReadAsync(Name(index), 1, CancellationToken.None).LastOrDefaultAsync())?.LastVersion ?? 0;

    private string Name(int index) => $"quota/{number}@example.com/{index}";

    private static EventBatch NewBatch(int count) =>
        new(Guid.NewGuid(), [.. Enumerable.Range(0, count).Select(i => new EventData("calls-charged", DateTimeOffset.UnixEpoch.AddTicks(i), new byte[60]))]);
}
