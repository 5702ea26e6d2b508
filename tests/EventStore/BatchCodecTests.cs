using System.Text;
using CsCheck;
using Tollgate.EventStore.Contract;

namespace Tollgate.EventStore.Tests;

public sealed class BatchCodecTests
{
    private static readonly EventBatch Golden = new(new Guid("0199a1b2-c3d4-7e5f-8a6b-7c8d9eafb0c1"),
    [
        new("day-opened", new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), """{"limit":50,"accountVersion":0}"""u8.ToArray()),
        new("calls-charged", new DateTimeOffset(2026, 11, 22, 14, 3, 7, 123, 456, TimeSpan.Zero).AddTicks(7), """{"units":1}"""u8.ToArray()),
        new("quota-exhausted", DateTimeOffset.MaxValue, default),
    ]);

    private static readonly string GoldenFile = Path.Combine(AppContext.BaseDirectory, "golden", "batch-format-1.hex");

    private static readonly Gen<EventBatch> AnyBatch =
        Gen.Select(Gen.String[Gen.Char['!', '~'], 1, EventBatch.MaxTypeLength], Gen.DateTime, Gen.Byte.Array[0, 200])
            .Select((type, at, data) => new EventData(type, new DateTimeOffset(at.Ticks, TimeSpan.Zero), data))
            .Array[1, 40].Select(events => new EventBatch(Guid.NewGuid(), events));

    // The file was written when format 1 was made and never changes: a log of that day must be read by every later version.
    [Fact]
    public void Codec_GoldenBatch_IsTheBytesInTheFile()
    {
        var golden = Convert.FromHexString(string.Concat(File.ReadAllLines(GoldenFile)));
        Assert.Equal(Convert.ToHexString(golden), Convert.ToHexString(BatchCodec.Encode(Golden)));
        Batches.AssertSame(Golden, BatchCodec.Decode(Golden.Id, golden));
    }

    [Fact]
    public void Codec_AnyBatch_ComesBackAsItWas() =>
        AnyBatch.Sample(batch => Batches.AssertSame(batch, BatchCodec.Decode(batch.Id, BatchCodec.Encode(batch))), iter: 500);

    [Fact]
    public void Decode_AnyBitFlipped_IsRefused()
    {
        var payload = BatchCodec.Encode(Golden);
        for (var bit = 0; bit < payload.Length * 8; bit++)
        {
            payload[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<InvalidDataException>(() => BatchCodec.Decode(Golden.Id, payload));
            payload[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Decode_AnyTruncation_IsRefused()
    {
        var payload = BatchCodec.Encode(Golden);
        for (var length = 0; length < payload.Length; length++)
            Assert.Throws<InvalidDataException>(() => BatchCodec.Decode(Golden.Id, payload.AsMemory(0, length)));
    }

    // Right checksum, wrong content: each of these would have to be written by a faulty encoder.
    [Theory]
    [InlineData("02 0000", "format 2")]
    [InlineData("01 0000", "not one that could have been written")]
    [InlineData("01 0101", "ends within an event")]
    [InlineData("01 0100", "ends within an event")]
    [InlineData("01 0100 00 0000000000000000 0000", "not one that could have been written")]
    [InlineData("01 0100 0161 0000000000000000 0100", "ends within an event")]
    [InlineData("01 0100 0161 0000000000000080 0000", "impossible time")]
    [InlineData("01 0100 0161 FFFFFFFFFFFFFF7F 0000", "impossible time")]
    [InlineData("01 0100 0161 0000000000000000 0000 00", "1 bytes too many")]
    [InlineData("01 0100 0120 0000000000000000 0000", "not one that could have been written")]
    public void Decode_SealedNonsense_IsRefused(string hex, string because)
    {
        byte[] payload = [.. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), 0, 0, 0, 0];
        Checksum.Seal(payload);
        var refusal = Assert.Throws<InvalidDataException>(() => BatchCodec.Decode(Guid.NewGuid(), payload));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksum_OfTheStandardCheckString_IsTheStandardCheckValue() =>
        Assert.Equal(0xE3069283, Checksum.Of(Encoding.ASCII.GetBytes("123456789")));
}
