namespace Tollgate.EventStore.Tests;

public sealed class EventBatchTests
{
    private static readonly EventData Small = new("calls-charged", DateTimeOffset.UnixEpoch, new byte[1]);

    [Fact]
    public void Batch_OfNoEvents_IsRefused() => Assert.Throws<ArgumentException>(() => Of());

    [Fact]
    public void Batch_OfTooManyEvents_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Of([.. Enumerable.Repeat(Small, EventBatch.MaxEvents + 1)]));

    [Fact]
    public void Batch_OfTooManyBytes_IsRefused()
    {
        var largest = EventBatch.MaxBytes - sizeof(long) - Small.Type.Length;
        Assert.Single(Of(Small with { Data = new byte[largest] }).Events);
        Assert.Throws<ArgumentException>(() => Of(Small with { Data = new byte[largest + 1] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("calls charged")]
    [InlineData("gebühr")]
    [InlineData("a\0")]
    public void Batch_WithATypeThatIsNotVisibleAscii_IsRefused(string type) =>
        Assert.Throws<ArgumentException>(() => Of(Small with { Type = type }));

    [Fact]
    public void Batch_WithATypeThatIsTooLong_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Of(Small with { Type = new string('t', EventBatch.MaxTypeLength + 1) }));

    private static EventBatch Of(params EventData[] events) => new(Guid.NewGuid(), events);
}
