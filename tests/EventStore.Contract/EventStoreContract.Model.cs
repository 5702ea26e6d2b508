using System.Collections.Concurrent;
using CsCheck;
using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    // Which of three streams; how many events; which known version is expected, counted back from the head; an old batch again?
    private sealed record Step(int Stream, int Events, int Back, bool Again);

    private static readonly Gen<Step> Steps =
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 4], Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 3])), Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))))
            .Select((stream, events, back, again) => new Step(stream, events, back, again));

    [Fact]
    public async Task Store_AnySequenceOfCalls_AgreesWithTheNaiveModel() =>
        await Steps.Array[1, 40].SampleAsync(AgreesWithTheModel, iter: 40, threads: 1);

    [Fact]
    public async Task Store_AnyInterleavingOfWriters_KeepsEveryPromise() =>
        await Steps.Array[1, 12].Array[2, 6].SampleAsync(KeepsItsPromises, iter: 25, threads: 1);

    private async Task AgreesWithTheModel(Step[] steps)
    {
        var model = new NaiveEventStore();
        string[] streams = [NewStream(), NewStream(), NewStream()];
        foreach (var step in steps)
        {
            var stream = streams[step.Stream];
            var known = model.Read(stream, 1);
            var expected = known.Count > step.Back ? known[^(step.Back + 1)].LastVersion : 0;
            var batch = step.Again && known.FirstOrDefault(b => b.FirstVersion == expected + 1) is { } earlier ? earlier.Batch : Batches.Of(step.Events);

            var conflict = await Outcome(stream, expected, batch);
            var modelled = model.Append(stream, expected, batch);
            Assert.Equal(modelled is null, conflict is null);
            if (modelled?.Standing is { } standing)
                Batches.AssertSame([standing], [conflict!.Standing!]);
            Batches.AssertSame(model.Read(stream, expected + 1), await Read(stream, expected + 1));
        }

        foreach (var stream in streams)
            Batches.AssertSame(model.Read(stream, 1), await Read(stream));
    }

    // Each writer reads, decides on what it read, appends, and sometimes sends the same batch again, as the grains do.
    private async Task KeepsItsPromises(Step[][] writers)
    {
        string[] streams = [NewStream(), NewStream(), NewStream()];
        var kept = new ConcurrentBag<(string Stream, RecordedBatch Batch)>();
        var refused = new ConcurrentBag<(string Stream, Guid Batch)>();
        await Task.WhenAll(writers.Select(steps => Task.Run(async () =>
        {
            foreach (var step in steps)
            {
                var stream = streams[step.Stream];
                var known = await Read(stream);
                var expected = known.Count > step.Back ? known[^(step.Back + 1)].LastVersion : 0;
                var batch = Batches.Of(step.Events);
                var conflict = await Outcome(stream, expected, batch);
                if (step.Again)
                    Assert.Equal(conflict is null, await Outcome(stream, expected, batch) is null);
                if (conflict is null)
                    kept.Add((stream, new RecordedBatch(expected + 1, batch)));
                else
                    refused.Add((stream, batch.Id));
            }
        }, Cancellation)));

        foreach (var stream in streams)
        {
            var standing = await Read(stream);
            Batches.AssertSame(kept.Where(k => k.Stream == stream).Select(k => k.Batch).OrderBy(b => b.FirstVersion), standing);
            Assert.Empty(standing.Select(b => b.Batch.Id).Intersect(refused.Where(r => r.Stream == stream).Select(r => r.Batch)));
            Assert.Equal(standing.Sum(b => (long)b.Batch.Events.Count), standing.LastOrDefault()?.LastVersion ?? 0);
        }
    }
}
