using System.Buffers.Binary;

namespace Tollgate.EventStore;

/// <summary>
/// Ids for batches, decisions and whatever else is made for every call: UUIDs of version 7, which sort by time. They are unique, and no secret: their
/// random part comes from the fast generator, where the system's would cost a system call each.
/// </summary>
public static class SortableId
{
    private const ulong Version7 = 0x7000;
    private const ulong Variant = 0x8000_0000_0000_0000;

    public static Guid New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)now.ToUnixTimeMilliseconds() << 16) | Version7 | ((ulong)Random.Shared.NextInt64() & 0x0FFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | ((ulong)Random.Shared.NextInt64() >> 1));
        return new Guid(bytes, bigEndian: true);
    }
}
