using CsCheck;
using Tollgate.Silo.Authentication.Keys;

namespace Tollgate.Silo.Tests.Authentication.Keys;

/// <summary>Any order of rotations, valid tokens, garbage and time.</summary>
public sealed class KeySchedulesTests
{
    private const string Garbage = "garbage";
    private const string Rotate = "rotate";
    private const string Newest = "newest";
    private const string Older = "older";

    private static readonly Gen<string> Step = Gen.Frequency(
        (3, Gen.Const(Garbage)), (2, Gen.Const(Rotate)), (4, Gen.Const(Newest)), (2, Gen.Const(Older)), (4, Gen.Int[1, 12].Select(seconds => $"{seconds}")));

    [Fact]
    public async Task PublishedKey_IsFoundOrToldWhenToComeBack_AndNeverRefused() => await Step.Array[1, 40].SampleAsync(
        async schedule =>
        {
            await using var running = await RunningKeys.StartAsync();
            var published = new List<string> { running.Forge.Key.Kid };
            foreach (var step in schedule)
            {
                if (step == Rotate)
                {
                    running.Forge.RotateKeys();
                    published.Add(running.Forge.Key.Kid);
                }
                else if (int.TryParse(step, out var seconds))
                {
                    running.Clock.Advance(TimeSpan.FromSeconds(seconds));
                }
                else
                {
                    var kid = step == Garbage ? $"{Guid.NewGuid()}" : published[step == Newest ? ^1 : published.Count / 2];
                    var answer = await FindAsync(running, kid);
                    Assert.True(answer.Keys?.Has(kid) ?? (step == Garbage || answer.Problem is { Status: 503, RetryAfter: >= 1 and <= 10 }), step);
                }
            }
        },
        iter: 50,
        threads: 2);

    // Time passes also while a token waits: the fetch that it waits for may have been put off by a jump of the clock.
    private static async Task<KeyLookup> FindAsync(RunningKeys running, string kid)
    {
        var find = running.FindAsync(kid);
        while (await Task.WhenAny(find, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System)) != find)
            running.Clock.Advance(SigningKeys.MinPause);
        return await find;
    }
}
