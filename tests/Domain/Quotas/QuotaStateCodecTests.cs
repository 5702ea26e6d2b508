using System.Security.Cryptography;
using CsCheck;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaStateCodecTests
{
    [Fact]
    public void Decode_WhatWasEncoded_FoldsOnAsTheStateItself() =>
        QuotaCommandGen.Steps("a", "b", "c", "d", "e", "f").Sample(
            steps =>
            {
                var day = With();
                foreach (var step in steps)
                {
                    var copy = Copy(day);
                    AssertAlike(day, copy);
                    var (answer, events) = step.Ask(day);
                    Assert.Equal((answer, events.Count), (step.Ask(copy).Answer, step.Ask(copy).Events.Count));
                    AssertAlike(day = events.Aggregate(day, (state, happened) => state.Evolve(happened)), events.Aggregate(copy, (state, happened) => state.Evolve(happened)));
                }
            },
            iter: Tries.Of(300));

    [Fact]
    public void Decode_DayThatForgets_ForgetsTheSameIdsNext()
    {
        var day = With([new DayOpened(5_000, 0), .. Enumerable.Range(1, RequestMemory.Capacity).Select(i => Charged(1, $"r-{i}"))]);
        var copy = Copy(day).Evolve(Charged(1, "one-more"));
        Assert.Null(copy.Requests.Find("r-1"));
        Assert.NotNull(copy.Requests.Find("r-2"));
        Assert.Equal(RequestMemory.Capacity, copy.Requests.Count);
    }

    [Fact]
    public void Decode_EveryField_IsThere()
    {
        var day = With(
            new DayOpened(50, 3), Charged(2, "a"), Refunded(1, "a"), WasReset("b"), Charged(4, "c"), new UsageImported(7, "x"), new QuotaExhausted(),
            new LimitChanged(60, 4, "admin", "why"), new LeaseTaken("mine-1", 5), new LeaseTaken("lost-2", 6));
        var copy = Copy(day);
        Assert.Equal((day.Day, 10L, 60L, 22L, 4L, true, 1, true), (copy.Day, copy.Version, copy.Limit, copy.Used, copy.AccountVersion, copy.ExhaustionRecorded, copy.Resets, copy.IsImported));
        Assert.Equal([new OpenLease("mine-1", 5), new OpenLease("lost-2", 6)], copy.Leases.All);
        AssertAlike(day, copy);
    }

    [Fact]
    public void Decode_BytesChangedCutOrOfAnotherFormat_IsNoState()
    {
        var bytes = QuotaStateCodec.Encode(With(Opened, Charged(2)));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x10;
            Assert.Null(QuotaStateCodec.Decode(changed));
            Assert.Null(QuotaStateCodec.Decode(bytes.AsMemory(0, i)));
        }

        var later = bytes.ToArray();
        later[SHA256.HashSizeInBytes]++;
        SHA256.HashData(later.AsSpan(SHA256.HashSizeInBytes), later);
        Assert.Null(QuotaStateCodec.Decode(later));
    }

    private static QuotaState Copy(QuotaState day) => QuotaStateCodec.Decode(QuotaStateCodec.Encode(day))!;

    // States that encode alike are alike: every field is in the bytes, as another test sees to.
    private static void AssertAlike(QuotaState expected, QuotaState actual) => Assert.Equal(QuotaStateCodec.Encode(expected), QuotaStateCodec.Encode(actual));
}
