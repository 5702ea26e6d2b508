using Tollgate.DynamoDb.EventStore;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.DynamoDb.Tests.EventStore;

/// <summary>What the line to DynamoDB can do to an append, and what the writer is told.</summary>
public sealed class LostAnswerTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private readonly string _stream = $"quota/{Guid.NewGuid():N}/2026-11-22";
    private FaultyLine _line = null!;
    private DynamoDbConnection _connection = null!;

    private DynamoDbEventStore Store => shared.StoreOver(_connection);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _line = await FaultyLine.StartAsync(shared.Url);
        _connection = DynamoDbConnection.Open(shared.Options(_line.Url));
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _line.DisposeAsync();
    }

    // The HTTP client below the SDK does that: it finds the connection closed before any answer. The second request is refused by the first.
    [Fact]
    public async Task AnswerIsLostOnce_IsSentAgainBelowTheStore_AndWrittenOnce()
    {
        var batch = Batches.Of(3);
        _line.Next("PutItem", LineFault.LoseAnswer);

        await AppendAsync(0, batch);

        Assert.Equal(2, _line.Requests.Count(request => request.Operation == "PutItem"));
        Batches.AssertSame([new(1, batch)], await ReadAsync());
    }

    [Theory]
    [InlineData(LineFault.LoseAnswer, 1)]
    [InlineData(LineFault.LoseRequest, 0)]
    [InlineData(LineFault.Break, 0)]
    public async Task OutcomeIsUnknown_SaysSo_AndTheSameBatchAgainIsWrittenOnce(LineFault fault, int written)
    {
        var batch = Batches.Of(3);
        _line.Rule = request => request.Operation == "PutItem" ? fault : LineFault.None;

        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => AppendAsync(0, batch));
        Assert.True(failure.OutcomeUnknown);
        Assert.Equal(written, (await ReadAsync()).Count);

        _line.Rule = _ => LineFault.None;
        await AppendAsync(0, batch);
        Batches.AssertSame([new(1, batch)], await ReadAsync());
    }

    [Fact]
    public async Task Throttled_IsSentAgainUntilThereIsRoom()
    {
        var batch = Batches.Of(1);
        _line.Next("PutItem", LineFault.Throttle, LineFault.Throttle, LineFault.Throttle);

        await AppendAsync(0, batch);

        Assert.Equal(4, _line.Requests.Count(request => request.Operation == "PutItem"));
        Batches.AssertSame([new(1, batch)], await ReadAsync());
    }

    [Fact]
    public async Task ThrottledAllTheTime_IsGivenUp_AndNothingIsWritten()
    {
        _line.Rule = request => request.Operation == "PutItem" ? LineFault.Throttle : LineFault.None;

        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => AppendAsync(0, Batches.Of(1)));

        Assert.False(failure.OutcomeUnknown);
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task WriteArrivesLate_AfterTheSameBatch_ChangesNothing()
    {
        var batch = Batches.Of(2);
        await FailForSlownessAsync(0, batch);
        await AppendAsync(0, batch);

        await DeliverAsync();

        Batches.AssertSame([new(1, batch)], await ReadAsync());
    }

    [Fact]
    public async Task WriteArrivesLate_AfterAnotherWriter_IsRefused()
    {
        var (late, other) = (Batches.Of(2), Batches.Of(1));
        await FailForSlownessAsync(0, late);
        await shared.Store.AppendAsync(_stream, 0, other, Cancellation);

        await DeliverAsync();

        Batches.AssertSame([new(1, other)], await ReadAsync());
        var conflict = await Assert.ThrowsAsync<VersionConflictException>(() => AppendAsync(0, late));
        Batches.AssertSame(other, conflict.Standing?.Batch);
    }

    [Fact]
    public async Task WriteArrivesLate_AfterNobody_StandsAndStopsTheOthers()
    {
        var (late, other) = (Batches.Of(2), Batches.Of(1));
        await FailForSlownessAsync(0, late);

        await DeliverAsync();

        Batches.AssertSame([new(1, late)], await ReadAsync());
        await Assert.ThrowsAsync<VersionConflictException>(() => AppendAsync(0, other));
    }

    [Fact]
    public async Task NobodyListens_SurelyWroteNothing()
    {
        using var nowhere = DynamoDbConnection.Open(shared.Options("http://127.0.0.1:1"));

        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(
            () => shared.StoreOver(nowhere).AppendAsync(_stream, 0, Batches.Of(1), Cancellation));

        Assert.False(failure.OutcomeUnknown);
        Assert.Equal("DynamoDB at http://127.0.0.1:1 cannot be reached: Connection refused.", failure.Message);
    }

    [Fact]
    public async Task ReadMeetsAFault_IsSentAgain()
    {
        var written = Batches.Of(2);
        await AppendAsync(0, written);

        foreach (var fault in (LineFault[])[LineFault.LoseAnswer, LineFault.Break, LineFault.Throttle])
        {
            _line.Next("Query", fault);
            Batches.AssertSame([new(1, written)], await ReadAsync());
        }
    }

    [Fact]
    public async Task ReadFailsAllTheTime_SaysSo()
    {
        _line.Rule = _ => LineFault.Break;
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(ReadAsync);
        Assert.Equal($"DynamoDB at {_line.Url} refused: The line says so.", failure.Message);
    }

    // The line keeps the request; the writer gives up.
    private async Task FailForSlownessAsync(long expectedVersion, EventBatch batch)
    {
        var options = shared.Options(_line.Url);
        options.RequestTimeoutMs = 200;
        using var impatient = DynamoDbConnection.Open(options);
        _line.Rule = request => request.Operation == "PutItem" ? LineFault.Delay : LineFault.None;
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(
            () => shared.StoreOver(impatient).AppendAsync(_stream, expectedVersion, batch, Cancellation));
        Assert.True(failure.OutcomeUnknown);
        Assert.Equal($"DynamoDB at {_line.Url} did not answer in time.", failure.Message);
        _line.Rule = _ => LineFault.None;
    }

    private async Task DeliverAsync()
    {
        _line.LetThrough();
        while (!_line.Requests.All(request => request.IsDelivered))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
    }

    private Task AppendAsync(long expectedVersion, EventBatch batch) => Store.AppendAsync(_stream, expectedVersion, batch, Cancellation);

    private async Task<List<RecordedBatch>> ReadAsync() => await Store.ReadAsync(_stream, 1, Cancellation).ToListAsync(Cancellation);
}
