using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Running;
using Tollgate.Local.Demo;
using Tollgate.Tests.Tokens;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests;

/// <summary>
/// Mutated events and tokens for the executable that is deployed, in front of a real silo: never an allow that a verifier of our own and a look
/// into the role map would not give, never a crash, a hang or a token in a log. <c>make fuzz</c> is the same with a million of them.
/// </summary>
public sealed class FuzzTests
{
    private const int Audible = 50_000; // a long run says now and then how far it is

    private static readonly int Count = Number("FUZZ_COUNT", 10_000);
    private static readonly int Seed = Number("FUZZ_SEED", 1);

    [Fact]
    public async Task Authorizer_GivenMutatedEventsAndTokens_AllowsOnlyWhatMustBeAllowed()
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-fuzz-").FullName;
        await using var forge = await TokenForge.StartAsync();
        await using var system = await LocalSystem.StartAsync(
            new SystemOptions(Ports.Free(), folder, DailyLimit: int.MaxValue) { Authority = forge.Issuer, Silo = Silo() }, TestContext.Current.CancellationToken);
        var cases = new CaseMaker(TokenPool.Fill(forge, new Random(Seed), changed: Math.Min(Count / 20, 5_000)), Seed);
        var judge = new Judge(new IndependentVerifier(forge.Issuer, forge.ClientId, new Dictionary<string, RSA> { [forge.Key.Kid] = forge.Key.Rsa }, TimeProvider.System));
        var environment = new Dictionary<string, string> { ["TOLLGATE_URL"] = system.SiloUrl, ["TOLLGATE_TIMEOUT_MS"] = "9000" };

        var tally = new Tally(Count);
        await Task.WhenAll(
            RunAsync(environment, cases, judge, tally),
            RunAsync(
                new Dictionary<string, string>(environment) { ["TOLLGATE_RESPONSE"] = "simple", ["TOLLGATE_ISSUER"] = forge.Issuer, ["TOLLGATE_AUDIENCE"] = forge.ClientId },
                cases, judge, tally));

        await system.DisposeAsync();
        foreach (var path in Directory.GetFiles(folder, "*.log"))
            Assert.DoesNotContain(File.ReadLines(path), line => line.Contains("eyJ", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}: {tally}");
        Assert.True(tally.Faults.IsEmpty, $"seed {Seed}, {tally}\n{string.Join('\n', tally.Faults)}");
        Assert.InRange(tally.Allowed, Count / 20, Count); // else the fuzz would prove nothing
        Assert.InRange(tally.Undecided, 0, Count / 50);
    }

    private static async Task RunAsync(Dictionary<string, string> environment, CaseMaker cases, Judge judge, Tally tally)
    {
        await using var function = await Function.StartAsync(environment);
        var events = 0;
        for (; tally.TryTake(out var number); events++)
        {
            var asked = cases.Make(number);
            var report = await function.InvokeAsync(asked.Event);
            tally.Count(report);
            if (judge.FindFault(asked, report) is { } fault)
                tally.Faults.Enqueue($"case {number}: {fault}\n  {Encoding.Latin1.GetString(asked.Event)}");
            if (number % Audible == Audible - 1)
                TestContext.Current.SendDiagnosticMessage($"seed {Seed}: {tally}");
        }

        if (await function.EndAsync(events) is { } wrong)
            tally.Faults.Enqueue($"the log: {wrong}");
    }

    private static Dictionary<string, string> Silo() => new(RoleLookup.Settings)
    {
        ["Store:Provider"] = "InMemory", // what becomes of a charge is not the point here, and a disk would only be slow
        ["Quota:DecisionTimeoutMs"] = "8000",
        ["RoleMap:MaxStalenessSeconds"] = "60", // on a busy machine it may be late
    };

    private static int Number(string variable, int ifAbsent) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : ifAbsent;
}
