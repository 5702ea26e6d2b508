using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tollgate.Silo.Authentication;

/// <summary>SHA-256 of a whole token: it stands for the token without being one.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <returns>False for what is not ASCII: no token, and two such texts could look alike as bytes.</returns>
    public static bool TryCompute(ReadOnlySpan<char> token, out TokenHash hash)
    {
        hash = default;
        var bytes = ArrayPool<byte>.Shared.Rent(token.Length);
        var isAscii = Ascii.FromUtf16(token, bytes, out var length) == OperationStatus.Done;
        if (isAscii)
            SHA256.HashData(bytes.AsSpan(0, length), MemoryMarshal.AsBytes(new Span<TokenHash>(ref hash)));
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true); // no token lies about in memory
        return isAscii;
    }

    // Any 32 bits of it are as good as all.
    public override int GetHashCode() => (int)A;
}
