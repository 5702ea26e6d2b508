using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tollgate.Silo.Authentication;

/// <summary>SHA-256 of a whole token: it stands for the token without being one.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        TokenHash hash = default;
        SHA256.HashData(MemoryMarshal.AsBytes(token), MemoryMarshal.AsBytes(new Span<TokenHash>(ref hash)));
        return hash;
    }

    // Any 32 bits of it are as good as all.
    public override int GetHashCode() => (int)A;
}
