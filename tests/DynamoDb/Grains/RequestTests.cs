using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.TestingHost;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.Grains.Quotas;

namespace Tollgate.DynamoDb.Tests.Grains;

/// <summary>What a decision costs: requests and units, counted on the line to DynamoDB.</summary>
public sealed class RequestTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private const int Limit = 500;
    private const int UnitBytes = 1024;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly string _principal = $"{Guid.NewGuid():N}@example.com";
    private FaultyLine _line = null!;
    private DynamoDbConnection _connection = null!;
    private InProcessTestCluster _cluster = null!;
    private int _calls;

    private IQuotaGrain Grain => _cluster.Client.GetGrain<IQuotaGrain>(_principal);

    // The role map is followed by every silo, whoever calls.
    private List<LineRequest> Requests => [.. _line.Requests.Where(request => !request.Body.Contains("role-map", StringComparison.Ordinal))];

    public async ValueTask InitializeAsync()
    {
        _line = await FaultyLine.StartAsync(shared.Url);
        _connection = DynamoDbConnection.Open(shared.Options(_line.Url));
        _cluster = await GrainCluster.StartAsync(shared.StoreOver(_connection), _clock, static quota => quota.DefaultDailyLimit = Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _connection.Dispose();
        await _line.DisposeAsync();
    }

    [Fact]
    public async Task FirstCallOfADay_ReadsDayAndAccount_AndWritesOnce()
    {
        await ChargeAsync();
        Assert.Equal(["Query", "Query", "PutItem"], Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task WarmCharges_CostOneWriteOfOneUnitEach_AndNoRead()
    {
        await ChargeAsync();
        _line.Forget();

        for (var call = 0; call < 20; call++)
            await ChargeAsync();

        Assert.Equal(20, Requests.Count);
        Assert.All(Requests, request => Assert.Equal(("PutItem", 1.0), (request.Operation, request.Units)));
    }

    [Fact]
    public async Task ChargesAtOnce_ShareOneWrite_OfOneUnitForEachStartedKilobyte()
    {
        await ChargeAsync();
        _line.Forget();
        _line.Next("PutItem", LineFault.Delay); // what comes meanwhile gathers into the next batch
        var first = ChargeAsync();
        while (Requests.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 200).Select(_ => ChargeAsync()).ToList();
        while (Waiting < 201)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);

        _line.LetThrough();
        await Task.WhenAll(others.Prepend(first));

        Assert.Equal(["PutItem", "PutItem"], Requests.Select(request => request.Operation));
        Assert.Equal(1, Requests[0].Units);
        Assert.Equal(Math.Ceiling(SizeOf(Requests[1]) / (double)UnitBytes), Requests[1].Units);
        Assert.InRange(Requests[1].Units!.Value, 10, 40);
    }

    [Fact]
    public async Task DenialsAndReads_CostOneReadASecondAtMost()
    {
        await Grain.Charge(new ChargeRequest("all", Limit, "/blog", "GET"));
        Assert.Equal(QuotaStatus.Denied, (await ChargeAsync()).Status);
        _line.Forget();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ChargeAsync()));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Grain.Read(day: null)));
        Assert.Empty(Requests);

        for (var second = 1; second <= 3; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            var replies = await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => (Task<QuotaReply>[])[ChargeAsync(), Grain.Read(day: null)]));
            Assert.Equal(50, replies.Count(reply => reply.Status == QuotaStatus.Denied));
            Assert.Equal(second, Requests.Count);
        }

        Assert.All(Requests, request => Assert.Equal("Query", request.Operation));
    }

    private Task<QuotaReply> ChargeAsync() => Grain.Charge(new ChargeRequest($"call-{Interlocked.Increment(ref _calls)}", 1, "/blog", "GET"));

    // Calls that the grain has taken and not yet answered.
    private int Waiting =>
        _cluster.TryGetGrainContext(Grain.GetGrainId(), out var context) && context is { GrainInstance: QuotaGrain grain } ? grain.Quota.Waiting : 0;

    // As DynamoDB counts: the bytes of every name and value.
    private static int SizeOf(LineRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        return json.RootElement.GetProperty("Item").EnumerateObject().Sum(attribute => attribute.Name.Length + attribute.Value.EnumerateObject().Single() switch
        {
            { Name: "B" } bytes => Convert.FromBase64String(bytes.Value.GetString()!).Length,
            { Name: "N" } number => (number.Value.GetString()!.Length + 1) / 2 + 1,
            var text => Encoding.UTF8.GetByteCount(text.Value.GetString()!),
        });
    }
}
