using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Tollgate.Domain;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Tests.Authentication;

public sealed class AcceptedTokensTests
{
    private static readonly DateTime Later = RunningSilo.Noon.AddHours(1).UtcDateTime;

    private static readonly Caller Alice = new(
        Principal.TryParse("alice@example.com", lowerCase: true, out var alice) ? alice : throw new InvalidOperationException(), ["IT"], IsAdmin: false);

    [Fact]
    public void TokenAdded_IsFoundByItsHashOnly()
    {
        var tokens = new AcceptedTokens(10);
        tokens.Add(Token("a"));

        Assert.True(tokens.TryGet(Of("a"), out var found));
        Assert.Same(Alice, found.Caller);
        Assert.False(tokens.TryGet(Of("b"), out _));
    }

    [Fact]
    public void HashOfAToken_IsItsSha256()
    {
        var expected = MemoryMarshal.Cast<byte, ulong>(SHA256.HashData("eyJ.eyJ.sig"u8)).ToArray();
        var hash = Of("eyJ.eyJ.sig");

        Assert.Equal(expected, new[] { hash.A, hash.B, hash.C, hash.D });
        Assert.NotEqual(hash, Of("eyJ.eyJ.siG"));
    }

    [Theory]
    [InlineData("\u0141")] // as one byte: A
    [InlineData("\u00c1")]
    [InlineData("A\ud800")]
    public void TextThatIsNotAscii_HasNone(string text) => Assert.False(TokenHash.TryCompute(text, out _));

    [Fact]
    public void MoreTokensThanRoom_NeverHoldsMore()
    {
        var tokens = new AcceptedTokens(100);

        for (var n = 0; n < 1000; n++)
        {
            tokens.Add(Token($"{n}"));
            tokens.TryGet(Of($"{n / 2}"), out _); // marks of use must not stop the eviction
            Assert.True(tokens.TryGet(Of($"{n}"), out _));
        }

        Assert.Equal(100, tokens.Count);
    }

    [Fact]
    public void FullOfTokensInUse_StillTakesANewOne()
    {
        var tokens = new AcceptedTokens(100);
        for (var n = 0; n < 100; n++)
            tokens.Add(Token($"{n}"));
        for (var n = 0; n < 100; n++)
            tokens.TryGet(Of($"{n}"), out _);

        tokens.Add(Token("new"));

        Assert.True(tokens.TryGet(Of("new"), out _));
        Assert.Equal(100, tokens.Count);
    }

    [Fact]
    public void TokenInUse_OutlivesThoseThatAreNot()
    {
        var tokens = new AcceptedTokens(100);
        tokens.Add(Token("in use"));

        for (var n = 0; n < 1000; n++)
        {
            Assert.True(tokens.TryGet(Of("in use"), out _));
            tokens.Add(Token($"{n}"));
        }
    }

    [Fact]
    public void NoRoomAtAll_RemembersNothing()
    {
        var tokens = new AcceptedTokens(0);

        tokens.Add(Token("a"));

        Assert.False(tokens.TryGet(Of("a"), out _));
    }

    [Fact]
    public async Task ManyAtOnce_KeepWithinTheRoom()
    {
        var tokens = new AcceptedTokens(50);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            () =>
            {
                for (var n = 0; n < 5000; n++)
                {
                    tokens.Add(Token($"{n % 500}"));
                    tokens.TryGet(Of($"{(n + worker) % 500}"), out _);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(50, tokens.Count);
        tokens.Add(Token("last"));
        Assert.True(tokens.TryGet(Of("last"), out _));
    }

    private static TokenHash Of(string token) => TokenHash.TryCompute(token, out var hash) ? hash : throw new ArgumentException(token);

    private static AcceptedToken Token(string token) => new(Of(token), Alice, DateTime.MinValue, Later);
}
