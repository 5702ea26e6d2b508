using System.Buffers.Binary;
using System.Numerics;

namespace Tollgate.EventStore;

// CRC-32C (Castagnoli) in the last four bytes: a flipped bit in a stored batch must not be read as another charge.
internal static class Checksum
{
    public const int Size = sizeof(uint);

    public static void Seal(Span<byte> payload) => BinaryPrimitives.WriteUInt32LittleEndian(payload[^Size..], Of(payload[..^Size]));

    public static bool Holds(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt32LittleEndian(payload[^Size..]) == Of(payload[..^Size]);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
