using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tollgate.Grains;

namespace Tollgate.Silo.Tests.Observability;

/// <summary>Code, page, dashboard and alerts say the same names.</summary>
public sealed partial class TelemetryNamesTests
{
    private static readonly string Docs = Path.Combine(Root(), "docs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "observability.md"));

    private static IEnumerable<string> Names => typeof(TelemetryNames).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    [Fact]
    public void EveryName_IsOnThePage() => Assert.All(Names, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void EveryNameOnThePage_IsInTheCode()
    {
        var known = Names.Concat(Instruments().Select(instrument => instrument.Name)).ToHashSet();
        Assert.All(OurNames().Matches(Page).Select(match => match.Groups[1].Value), name => Assert.True(known.Contains(name) || name.StartsWith("tollgate.dynamodb.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void EveryInstrumentOfOurs_IsOnThePage()
    {
        Assert.NotEmpty(Instruments());
        Assert.All(Instruments(), instrument => Assert.Contains($"`{instrument.Name}`", Page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("grafana-dashboard.json")]
    [InlineData("alerts.yml")]
    public async Task EveryMetricThatIsAskedFor_IsServed(string file)
    {
        await using var silo = await RunningSilo.StartAsync(1);
        await silo.AuthorizeAsync();
        await silo.AuthorizeAsync();
        await silo.AuthorizeAsync(token: "x.y.z");
        var served = await silo.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var own = Instruments().Select(instrument => instrument.Name.Replace('.', '_')).ToList();
        var asked = Metric().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, "observability", file), TestContext.Current.CancellationToken))
            .Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.True(
            served.Contains($"\n{name}", StringComparison.Ordinal)
            || own.Exists(instrument => name == $"{instrument}_total") // none has happened yet
            || name.StartsWith("tollgate_dynamodb_", StringComparison.Ordinal) || name.StartsWith("http_server_request_duration", StringComparison.Ordinal), name));
    }

    // The dashboard shows percentiles of it, which are no better than the buckets.
    [Theory]
    [InlineData("0.001")]
    [InlineData("0.01")]
    [InlineData("0.1")]
    public async Task Durations_AreToldApart_FromOneMillisecondUp(string seconds)
    {
        await using var silo = await RunningSilo.StartAsync(1);
        await silo.AuthorizeAsync();
        var served = await silo.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Matches($"tollgate_decision_duration_seconds_bucket\\{{[^}}]*le=\"{Regex.Escape(seconds)}\"", served);
    }

    // An instrument makes itself known when its class is first used.
    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Tollgate.", StringComparison.Ordinal))
                    lock (found)
                        found.Add(instrument);
            },
        };
        listener.Start();
        foreach (var assembly in new[] { typeof(TelemetryNames).Assembly, typeof(Program).Assembly })
            foreach (var type in assembly.GetTypes().Where(type => type.Name.EndsWith("Instruments", StringComparison.Ordinal)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        lock (found)
            return [.. found];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"`(tollgate\.[a-z_.]+)`")]
    private static partial Regex OurNames();

    [GeneratedRegex(@"\b(?:tollgate|orleans|kestrel|http_server)_[a-z0-9_]+")]
    private static partial Regex Metric();
}
