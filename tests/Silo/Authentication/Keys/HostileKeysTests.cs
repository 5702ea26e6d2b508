using Microsoft.AspNetCore.Http;
using Tollgate.Silo.Authentication.Keys;

namespace Tollgate.Silo.Tests.Authentication.Keys;

/// <summary>An issuer gone bad, or somebody in its place: nothing that it offers is taken, and what was good stays.</summary>
public sealed class HostileKeysTests : IAsyncLifetime
{
    private RunningKeys _running = null!;

    public static TheoryData<string> Sets => [.. HostileKeys.Sets.Keys];

    public static TheoryData<string> Answers => [.. HostileKeys.Answers.Keys];

    public async ValueTask InitializeAsync() => _running = await RunningKeys.StartAsync();

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task GoodKey_IsTaken()
    {
        _running.Forge.Publish(HostileKeys.Good());

        Assert.NotNull((await _running.FindAsync(HostileKeys.Kid)).Keys);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task SetWithoutAUsableKey_IsRefused(string name)
    {
        _running.Forge.Publish([.. HostileKeys.Sets[name].Select(key => key.DeepClone().AsObject())]);

        await NothingIsTakenAsync();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task AnswerThatIsNoSetOfKeys_IsRefused(string name)
    {
        _running.Forge.AnswerKeys(HostileKeys.Answers[name](_running.Forge));

        await NothingIsTakenAsync();
        Assert.Equal(0, _running.Forge.BaitFetches);
    }

    [Theory]
    [InlineData("issuer", "https://evil.example.com")]
    [InlineData("issuer", null)]
    [InlineData("jwks_uri", "ftp://127.0.0.1/keys")]
    [InlineData("jwks_uri", "file:///etc/passwd")]
    [InlineData("jwks_uri", "/keys")]
    [InlineData("jwks_uri", null)]
    public async Task DiscoveryThatLeadsElsewhere_IsRefused(string member, string? value)
    {
        var discovery = _running.Forge.Discovery();
        if (value is null)
            discovery.Remove(member);
        else
            discovery[member] = value;
        _running.Forge.Publish(HostileKeys.Good());
        _running.Forge.AnswerDiscovery(context => context.Response.WriteAsJsonAsync(discovery));

        await NothingIsTakenAsync();
    }

    [Fact]
    public async Task SlowBody_IsGivenUpAtTheDeadline()
    {
        _running.Forge.AnswerKeys(async context =>
        {
            await HostileKeys.WriteAsync(context, """{"keys":[""");
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var refused = _running.RefreshAsync();
        await FakeTime.UntilAsync(() => _running.Forge.JwksFetches == 2);

        _running.Clock.Advance(IssuerDocuments.Deadline);

        Assert.Equal(KeyLookup.Unavailable, await refused);
        Assert.NotNull((await _running.FindAsync(_running.Forge.Key.Kid)).Keys);
    }

    [Fact]
    public async Task BadKeysBesideAGoodOne_ArePassedOver()
    {
        var good = _running.Forge.Key.Jwk("good");
        _running.Forge.Publish(
            [good, .. new[] { "512 bits", "e = 1", "oct", "EC", "for encryption", "kid empty" }.Select(name => HostileKeys.Sets[name][0].DeepClone().AsObject())]);

        var found = (await _running.FindAsync("good")).Keys!;

        Assert.False(found.Has(HostileKeys.Kid));
        Assert.False(found.Has(""));
    }

    [Fact]
    public async Task OneKeyPublishedTwice_IsOneKey()
    {
        _running.Forge.Publish(HostileKeys.Good(), HostileKeys.Good());

        Assert.NotNull((await _running.FindAsync(HostileKeys.Kid)).Keys);
    }

    private async Task NothingIsTakenAsync()
    {
        var before = _running.Keys.Current;

        Assert.Equal(KeyLookup.Unavailable, await _running.FindAsync(HostileKeys.Kid));

        Assert.Same(before, _running.Keys.Current);
        Assert.NotNull((await _running.FindAsync(_running.Forge.Key.Kid)).Keys);
    }
}
