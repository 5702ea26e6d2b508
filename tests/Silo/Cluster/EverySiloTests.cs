using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;
using Tollgate.Silo.Cluster;

namespace Tollgate.Silo.Tests.Cluster;

/// <summary>Three silos of a real cluster, of which each answers what the test makes it answer.</summary>
public sealed class EverySiloTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(RunningSilo.Noon);
    private InProcessTestCluster _cluster = null!;
    private int _heard;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(_clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<Counts>();
            silo.Services.AddSingleton<EverySilo<ICountService>>();
            silo.AddGrainService<CountService>();
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync(TestContext.Current.CancellationToken);
        for (var n = 0; n < 3; n++)
        {
            var answer = $"{n + 1}";
            Part<Counts>(n).Answer = () => Task.FromResult(answer);
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Ask_FromAnySilo_EveryOneAnswersForItself(int asking)
    {
        var answers = await AskAsync(asking);

        Assert.Equal(Names(0, 1, 2), answers.Given.Select(given => given.Silo));
        Assert.Equal(["1", "2", "3"], answers.Given.Select(given => given.Answer).Order());
        Assert.Equal("2", answers.Given.Single(given => given.Silo == Name(1)).Answer);
        Assert.Empty(answers.Silent);
    }

    [Fact]
    public async Task Ask_OneHangs_IsNamedAfterASecond_AndTheOthersAreHeard()
    {
        var never = new TaskCompletionSource<string>();
        Part<Counts>(1).Answer = () => never.Task;

        var answers = AskAsync(0);
        await FakeTime.UntilAsync(() => _heard == 2);
        _clock.Advance(EverySilo<ICountService>.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(answers.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([Name(1)], (await answers).Silent);
        Assert.Equal(Names(0, 2), (await answers).Given.Select(given => given.Silo));
        never.SetResult("too late");
    }

    [Fact]
    public async Task Ask_OneFails_IsNamed()
    {
        Part<Counts>(2).Answer = () => throw new InvalidOperationException("It has no answer.");

        var answers = await AskAsync(0);

        Assert.Equal([Name(2)], answers.Silent);
        Assert.Equal(Names(0, 1), answers.Given.Select(given => given.Silo));
    }

    [Fact]
    public async Task Ask_OneHasLeft_IsNotAskedAnyMore()
    {
        var stayed = Names(0, 1);
        await _cluster.StopSiloAsync(_cluster.Silos[2], TestContext.Current.CancellationToken);

        var answers = await AskAsync(0);

        Assert.Equal(stayed, answers.Given.Select(given => given.Silo));
        Assert.Empty(answers.Silent);
    }

    private Task<SiloAnswers<string>> AskAsync(int silo) => Part<EverySilo<ICountService>>(silo).AskAsync(async service =>
    {
        var answer = await service.Count();
        Interlocked.Increment(ref _heard);
        return answer;
    });

    private string Name(int silo) => _cluster.Silos[silo].SiloAddress.Endpoint.ToString();

    private IEnumerable<string> Names(params int[] silos) => silos.Select(Name).Order(StringComparer.Ordinal).ToList();

    private TPart Part<TPart>(int silo)
        where TPart : notnull =>
        _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress).GetRequiredService<TPart>();
}
