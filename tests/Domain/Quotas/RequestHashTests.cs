using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>The hashes stand in snapshots: they are what they are for ever, however long the text.</summary>
public sealed class RequestHashTests
{
    private static readonly Gen<string> Texts =
        from length in Gen.OneOf(Gen.Int[0, 200], Gen.Int[500, 520], Gen.Int[1_400, 1_700])
        from letter in Gen.OneOf('a', 'é', '€')
        select new string(letter, length);

    [Fact]
    public void OfId_AnyText_IsACutOfItsSha256() => Texts.Sample(text => Assert.Equal(Cut(text), RequestHash.OfId(text)));

    [Fact]
    public void OfCharge_AnyResource_IsACutOfItsSha256() =>
        Texts.Sample(resource => Assert.Equal(Cut($"charge 2 GET {resource}"), RequestHash.OfCharge(2, resource, "GET")));

    [Fact]
    public void OfReset_IsACutOfItsSha256() => Assert.Equal(Cut("reset"), RequestHash.OfReset);

    private static UInt128 Cut(string text) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
