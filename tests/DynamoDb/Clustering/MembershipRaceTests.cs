using Orleans;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

/// <summary>Many silos at one table: changes take turns, readers see one moment, a lost race is false and a fault is an exception.</summary>
public sealed class MembershipRaceTests(SharedDynamoDb shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyInsertAtOnce_EachGetsAVersionOfItsOwn()
    {
        const int Silos = 20;
        var cluster = await new Cluster(shared).InitializeAsync();
        await Task.WhenAll(Enumerable.Range(1, Silos).Select(n => cluster.InsertAsync(Cluster.Silo(n))));

        var data = await cluster.ReadAllAsync();
        Assert.Equal(Silos, data.Members.Count);
        Assert.Equal(new TableVersion(Silos, $"{Silos}"), data.Version);
    }

    [Fact]
    public async Task ManyUpdateAtOneVersion_ExactlyOneWins()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            cluster.Table.UpdateRowAsync(Cluster.Silo(1, proxyPort: 30000 + n), "0", new TableVersion(2, "1"), Cancellation)));

        var winner = Assert.Single(Enumerable.Range(0, 20), n => won[n]);
        Assert.Equal(30000 + winner, Assert.Single((await cluster.ReadAllAsync()).Members).Item1.ProxyPort);
    }

    // Every change writes its version into one row: a snapshot that mixes two moments has a row ahead of the version, or none at it.
    [Fact]
    public async Task ReadAll_WhileRowsChange_IsOfOneMoment()
    {
        const int Silos = 7;
        var cluster = await new Cluster(shared, pageSize: 2).InitializeAsync();
        for (var n = 1; n <= Silos; n++)
            await cluster.InsertAsync(Marked(n, n));
        var writing = Task.Run(async () =>
        {
            for (var version = Silos + 1; version <= 60; version++)
            {
                var data = await cluster.ReadAllAsync();
                var (silo, etag) = data.Members.Single(row => row.Item1.SiloName == $"silo-{1 + version % Silos}");
                silo.HostName = $"{version}";
                Assert.True(await cluster.Table.UpdateRowAsync(silo, etag, data.Version.Next(), Cancellation));
            }
        }, Cancellation);

        var seen = new HashSet<int>();
        while (!writing.IsCompleted)
        {
            var data = await cluster.ReadAllAsync();
            Assert.Equal(Silos, data.Members.Count);
            Assert.Equal(data.Version.Version, data.Members.Max(row => int.Parse(row.Item1.HostName)));
            seen.Add(data.Version.Version);
        }

        await writing;
        Assert.True(seen.Count > 1, "Nothing was read meanwhile.");
    }

    [Fact]
    public async Task HeartbeatsAndChangesAtOnce_NeitherHurtsTheOther()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1);
        await cluster.InsertAsync(silo);
        var beating = Task.Run(async () =>
        {
            for (var second = 1; second <= 60; second++)
                await cluster.Table.UpdateIAmAliveAsync(new() { SiloAddress = silo.SiloAddress, IAmAliveTime = Cluster.Noon.AddSeconds(second) }, Cancellation);
        }, Cancellation);

        var changes = 0;
        while (!beating.IsCompleted)
        {
            var data = await cluster.Table.ReadRowAsync(silo.SiloAddress, Cancellation);
            if (await cluster.Table.UpdateRowAsync(data.Members[0].Item1, data.Members[0].Item2, data.Version.Next(), Cancellation))
                changes++;
        }

        await beating;
        Assert.True(changes > 0, "Nothing was changed meanwhile.");
        Assert.Equal(1 + changes, (await cluster.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task TransactionMeetsAnother_IsALostRace()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        line.Next("TransactWriteItems", LineFault.CancelForConflict);
        Assert.False(await cluster.Table.InsertRowAsync(Cluster.Silo(1), new TableVersion(1, "0"), Cancellation));
        Assert.True(await cluster.Table.InsertRowAsync(Cluster.Silo(1), new TableVersion(1, "0"), Cancellation));
    }

    [Theory]
    [InlineData(LineFault.CancelForThrottling)]
    [InlineData(LineFault.Throttle)]
    [InlineData(LineFault.Break)]
    [InlineData(LineFault.LoseRequest)]
    public async Task DynamoDbFails_IsAFault(LineFault fault)
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        line.Rule = _ => fault;
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Table.InsertRowAsync(Cluster.Silo(1), new TableVersion(1, "0"), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Table.UpdateRowAsync(Cluster.Silo(1), "0", new TableVersion(1, "0"), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(cluster.ReadAllAsync);
    }

    [Fact]
    public async Task AnswerIsLost_TheChangeIsMadeOnce()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        line.Next("TransactWriteItems", LineFault.LoseAnswer);

        Assert.True(await cluster.Table.InsertRowAsync(Cluster.Silo(1), new TableVersion(1, "0"), Cancellation)); // DynamoDB knows the request again

        Assert.Equal(2, line.Requests.Count(request => request.Operation == "TransactWriteItems"));
        Assert.Equal(new TableVersion(1, "1"), (await cluster.ReadAllAsync()).Version);
    }

    [Fact]
    public async Task HeartbeatMeetsATransaction_IsSentAgain()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));
        line.Next("UpdateItem", LineFault.Conflict, LineFault.Conflict);
        await cluster.Table.UpdateIAmAliveAsync(Cluster.Silo(1), Cancellation);
    }

    [Fact]
    public async Task Cancelled_EndsAtOnce()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        line.Rule = _ => LineFault.Delay;
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.Table.ReadAllAsync(impatience.Token));
    }

    private static MembershipEntry Marked(int number, int version)
    {
        var silo = Cluster.Silo(number);
        silo.HostName = $"{version}";
        return silo;
    }
}
