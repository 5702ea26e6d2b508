using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>A memory never changes, whatever is remembered on it or beside it: against lists that are copied each time.</summary>
public sealed class RequestMemoryBranchTests
{
    [Fact]
    public void Remember_OnAnyEarlierMemory_LeavesAllOthersAsTheyWere() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 40], Gen.Long[1, 9], Gen.Bool).Array[1, 120].Sample(
            steps =>
            {
                var memories = new List<(RequestMemory Memory, List<KeyValuePair<string, RememberedRequest>> Model)> { (RequestMemory.Empty, []) };
                foreach (var (from, id, units, isRefunded) in steps)
                {
                    // Mostly the latest, as in a fold; sometimes an older one.
                    var (memory, model) = memories[from < 800 ? ^1 : from % memories.Count];
                    var request = new RememberedRequest((UInt128)id, units, 0, isRefunded);
                    memories.Add((memory.Remember($"r-{id}", request), With(model, $"r-{id}", request)));
                }

                foreach (var (memory, model) in memories)
                    AssertIs(model, memory);
            },
            iter: Tries.Of(200));

    // A decision looks ahead at the state after its events, and the fold then comes to the same: thousands of ids must not be copied for that.
    [Fact]
    public void Remember_WhatALaterMemoryHasAtThatPlace_CopiesNothing()
    {
        var memory = RequestMemory.Empty;
        for (var i = 0; i < 3_000; i++)
            memory = memory.Remember($"r-{i}", new((UInt128)i, i, 0, IsRefunded: false));
        var request = new RememberedRequest(1, 1, 0, IsRefunded: false);
        _ = memory.Remember("next", request).Remember("after", request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = memory.Remember("next", request).Remember("after", request);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
        Assert.Equal(request, again.Find("next"));

        // Only the same: whoever says something else has a memory of its own, and changes nobody's.
        var other = memory.Remember("next", request with { Units = 2 });
        Assert.Equal(2, other.Find("next")!.Value.Units);
        Assert.Equal(1, again.Find("next")!.Value.Units);
    }

    // Long enough that a table is begun anew, and older views of it are still looked at.
    [Fact]
    public void Remember_FarBeyondCapacity_OlderMemoriesKeepTheirIds()
    {
        var memory = RequestMemory.Empty;
        var kept = new Dictionary<int, RequestMemory>();
        for (var i = 1; i <= 3 * RequestMemory.Capacity; i++)
        {
            memory = memory.Remember($"r-{i % 5_000}", new((UInt128)i, i, 0, IsRefunded: false));
            if (i % 1_000 == 0)
                kept[i] = memory;
        }

        foreach (var (end, older) in kept)
        {
            var count = Math.Min(end, RequestMemory.Capacity);
            Assert.Equal(count, older.Count);
            for (var i = end; i > end - count; i -= 7)
                Assert.Equal(i, older.Find($"r-{i % 5_000}")!.Value.Units);
            Assert.Null(end >= 5_000 ? older.Find($"r-{(end - RequestMemory.Capacity) % 5_000}") : older.Find($"r-{end + 1}"));
        }
    }

    private static List<KeyValuePair<string, RememberedRequest>> With(List<KeyValuePair<string, RememberedRequest>> model, string id, RememberedRequest request)
    {
        var next = model.ToList();
        if (next.FindIndex(entry => entry.Key == id) is var known and >= 0)
            next[known] = new(id, request);
        else
            next.Add(new(id, request));
        return next;
    }

    private static void AssertIs(List<KeyValuePair<string, RememberedRequest>> model, RequestMemory memory)
    {
        Assert.Equal(model.Count, memory.Count);
        for (var id = 0; id <= 40; id++)
        {
            var name = $"r-{id}";
            var expected = model.FirstOrDefault(entry => entry.Key == name);
            Assert.Equal(expected.Key is null ? null : expected.Value, memory.Find(name));
        }
    }
}
