using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tollgate.Domain.Quotas;

/// <summary>128-bit hashes of request ids and of what was asked with them: cuts of SHA-256, so that nobody can make two that collide.</summary>
/// <remarks>One call asks for the hash of its id several times, and most calls are of the same kind as the last: each thread has the latest at hand.</remarks>
public static class RequestHash
{
    public static readonly UInt128 OfReset = Of("reset");

    private const int MaxOnStack = 512;
    private const int MaxBytesOfChar = 3; // in UTF-8

    [ThreadStatic]
    private static (string Text, UInt128 Hash) _lastId;

    [ThreadStatic]
    private static Charge? _lastCharge;

    public static UInt128 OfId(string requestId)
    {
        if (!ReferenceEquals(_lastId.Text, requestId))
            _lastId = (requestId, Of(requestId));
        return _lastId.Hash;
    }

    /// <summary>What a charge is: the same id must come with the same of these.</summary>
    public static UInt128 OfCharge(long units, string resource, string method)
    {
        if (_lastCharge is not { } last || last.Units != units || last.Resource != resource || last.Method != method)
            _lastCharge = last = new(units, resource, method, Of($"charge {units} {method} {resource}"));
        return last.Hash;
    }

    private static UInt128 Of(string text)
    {
        var bytes = text.Length <= MaxOnStack / MaxBytesOfChar ? stackalloc byte[MaxOnStack] : new byte[MaxBytesOfChar * text.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private sealed record Charge(long Units, string Resource, string Method, UInt128 Hash);
}
