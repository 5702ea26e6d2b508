using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tollgate.Local.Demo;

/// <summary>The main job in a dozen lines. Every line is checked; one that is not as it should be is marked, and fails the demo.</summary>
internal sealed class Story(LocalSystem system, int dailyLimit, TextWriter output)
{
    private readonly Caller _caller = new(system);

    public int Surprises { get; private set; }

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var alice = await _caller.SignInAsync("alice", cancellationToken);
        for (var left = dailyLimit - 1; left >= 0; left--)
        {
            var allowed = await _caller.CallApiAsync(alice, cancellationToken);
            var quota = await _caller.ReadQuotaAsync(alice, cancellationToken);
            Tell($"alice (IT) calls GET /blog, {quota.Remaining} left", allowed, allowed.Status == 200 && quota.Remaining == left);
        }

        var carol = await _caller.SignInAsync("carol", cancellationToken);
        var wrongRole = await _caller.CallApiAsync(carol, cancellationToken);
        var carolsQuota = await _caller.ReadQuotaAsync(carol, cancellationToken);
        Tell($"carol (Sales) has the wrong role, charged {carolsQuota.Used}", wrongRole, wrongRole is { Status: 403, Reason: "role-not-allowed" } && carolsQuota.Used == 0);

        var forged = await _caller.CallApiAsync(Forge(alice), cancellationToken);
        Tell("a token whose name was changed to bob", forged, forged.Status == 401);

        var exhausted = await _caller.CallApiAsync(alice, cancellationToken);
        Tell("alice has reached her limit", exhausted, IsExhausted(exhausted));

        await system.KillSiloAsync();
        await system.StartSiloAsync(cancellationToken);
        var afterCrash = await _caller.CallApiAsync(alice, cancellationToken);
        Tell("after kill -9 and a restart of the silo, still", afterCrash, IsExhausted(afterCrash));

        var bob = await _caller.CallApiAsync(await _caller.SignInAsync("bob", cancellationToken), cancellationToken);
        Tell("bob (Finance) has a limit of his own", bob, bob.Status == 200);

        var reset = await _caller.ResetAsync(await _caller.SignInAsync("admin", cancellationToken), "alice@example.com", "the story is told", cancellationToken);
        Tell("an administrator gives alice her day back", reset, reset.Status == 200 && reset.Message == $"{dailyLimit} left");
    }

    private static bool IsExhausted(ApiAnswer answer) =>
        answer is { Status: 403, Reason: "quota-exhausted" }
        && DateTimeOffset.TryParse(answer.ResetsAt, CultureInfo.InvariantCulture, out var resetsAt) && resetsAt.TimeOfDay == TimeSpan.Zero;

    // The payload says another name; the signature is still that of alice's.
    private static string Forge(string token)
    {
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("alice@", "bob@", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
    }

    private void Tell(string what, ApiAnswer answer, bool isAsExpected)
    {
        output.WriteLine($"  {(isAsExpected ? "✓" : "✗ SURPRISE")} {what,-52} {answer.Status}  {answer.Message}");
        if (!isAsExpected)
            Surprises++;
    }
}
