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
            iter: 200);

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
