using System.Text;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Local.Demo;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.EndToEnd.Tests;

/// <summary>The whole list of forged tokens at the front door, and what the processes say about it behind.</summary>
public sealed class ForgedTokenTests
{
    // API Gateway's own limit for the request line and all headers. What is beyond it never reaches the authorizer.
    private const int LargestRequest = 10_240;
    private const int SmallestSecret = 16;

    // Nothing may be said even when everything is.
    private static readonly Dictionary<string, string> Talkative = new()
    {
        ["Logging:LogLevel:Default"] = "Debug",
        ["Logging:LogLevel:Microsoft"] = "Debug",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
        ["Logging:LogLevel:Microsoft.IdentityModel"] = "Trace",
    };

    // Shorter than the time between two fetches of the issuer's keys: no answer may wait for the next one.
    private static readonly Dictionary<string, string> TalkativeGateway = new(Talkative) { ["Lambda:Environment:TOLLGATE_TIMEOUT_MS"] = "8000" };

    [Fact]
    public async Task ForgedTokens_AreRefused_GoodOnesAreNot_AndNeitherIsEverLogged()
    {
        await using var system = await RunningSystem.StartAsync(dailyLimit: 1000, silo: Talkative, apiGateway: TalkativeGateway);
        var tokens = new List<string>();

        await CallAllAsync(Controls.Valid, (_, _, answer) => answer.Status == 200);
        await CallAllAsync(Forgeries.All, IsRefused);
        await CallAllAsync(Controls.Valid, (_, _, answer) => answer.Status == 200);

        Assert.Equal(0, system.Forge.BaitFetches);
        await system.Local.DisposeAsync();
        await using (var log = system.ReadLog())
            Assert.Equal(2 * Controls.Valid.Count, (await log.ReadAsync("alice")).State.Used);
        await AssertNotWrittenAsync(system.Folder, tokens);

        async Task CallAllAsync(IEnumerable<TokenCase> cases, Func<TokenCase, string, ApiAnswer, bool> isExpected)
        {
            foreach (var named in cases)
            {
                var token = named.Make(system.Forge);
                tokens.Add(token);
                var answer = await system.CallApiAsync(token);
                Assert.True(isExpected(named, token, answer), $"{named.Name}: {answer.Status}");
            }
        }
    }

    // The keys are fetched once in ten seconds for names that nobody knows, and a token that came too late for that is not judged yet.
    private static bool IsRefused(TokenCase forgery, string token, ApiAnswer answer) =>
        token.Length > LargestRequest ? answer.Status == 431
        : answer.Status == 401 || (forgery.Fault == Fault.Key && answer is { Status: 403, Reason: "unavailable" });

    // Into no file: what the processes printed, and the event log.
    private static async Task AssertNotWrittenAsync(string folder, List<string> tokens)
    {
        var secrets = tokens.SelectMany(token => token.Split('.')).Where(part => part.Length >= SmallestSecret).Append("eyJ").Distinct().ToList();
        var files = new Dictionary<string, string>();
        foreach (var path in Directory.GetFiles(folder))
            files[Path.GetFileName(path)] = await File.ReadAllTextAsync(path, Encoding.Latin1, TestContext.Current.CancellationToken);

        Assert.Contains("\"unauthenticated\"", files["api-gateway.log"], StringComparison.Ordinal); // the authorizer's own lines are among them
        Assert.Contains("/v1/authorize", files["silo.log"], StringComparison.Ordinal);
        Assert.Contains("tollgate.db", files.Keys);
        foreach (var (name, text) in files)
            Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{name} holds {secret}"));
    }
}
