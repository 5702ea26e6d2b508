using System.Buffers.Binary;

namespace Tollgate.Silo.Authorize;

/// <summary>
/// Names decisions: a UUID of version 7, so that names sort by time. It is unique, and no secret: its random part comes from the fast generator, since
/// the system's would be asked for each call.
/// </summary>
internal static class DecisionId
{
    private const ulong Version7 = 0x7000;
    private const ulong Variant = 0x8000_0000_0000_0000;

    public static string New(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | Version7 | ((ulong)Random.Shared.NextInt64() & 0x0FFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | ((ulong)Random.Shared.NextInt64() >> 1));
        return Convert.ToHexStringLower(bytes);
    }
}
