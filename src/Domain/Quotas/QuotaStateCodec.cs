using System.Security.Cryptography;
using Tollgate.Domain.Quotas.Leases;

namespace Tollgate.Domain.Quotas;

/// <summary>
/// The state of a day as bytes, for snapshots: a long day then need not be folded from its first event. Not a file format: bytes of another
/// format are no snapshot, and the day is folded. Whoever changes what an event means in the fold changes <see cref="Format"/>.
/// </summary>
/// <remarks>SHA-256 of the rest, 32 bytes; the format, 1 byte; then the fields in the order written below, integers little-endian.</remarks>
public static class QuotaStateCodec
{
    private const byte Format = 1;

    public static byte[] Encode(QuotaState state)
    {
        using var buffer = new MemoryStream();
        buffer.Write(stackalloc byte[SHA256.HashSizeInBytes]);
        using var writer = new BinaryWriter(buffer);
        writer.Write(Format);
        writer.Write(state.Day.Date.DayNumber);
        writer.Write(state.Version);
        writer.Write(state.Limit);
        writer.Write(state.Used);
        writer.Write(state.AccountVersion);
        writer.Write(state.ExhaustionRecorded);
        writer.Write(state.Resets);
        writer.Write(state.IsImported);
        writer.Write(state.Leases.All.Length);
        foreach (var lease in state.Leases.All)
        {
            writer.Write(lease.Id);
            writer.Write(lease.Units);
        }

        writer.Write(state.Requests.Count);
        foreach (var (id, request) in state.Requests.InLogOrder)
        {
            Write(writer, id);
            Write(writer, request.Content);
            writer.Write(request.Units);
            writer.Write(request.Resets);
            writer.Write(request.IsRefunded);
        }

        writer.Flush();
        var bytes = buffer.ToArray();
        SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes), bytes);
        return bytes;
    }

    /// <returns>Null for bytes that this version did not write: fold the day instead.</returns>
    public static QuotaState? Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length <= SHA256.HashSizeInBytes || bytes.Span[SHA256.HashSizeInBytes] != Format
            || !SHA256.HashData(bytes.Span[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(bytes.Span[..SHA256.HashSizeInBytes]))
            return null;

        using var reader = new BinaryReader(new MemoryStream(bytes[(SHA256.HashSizeInBytes + 1)..].ToArray()));
        return new QuotaState(new QuotaDay(DateOnly.FromDayNumber(reader.ReadInt32())))
        {
            Version = reader.ReadInt64(),
            Limit = reader.ReadInt64(),
            Used = reader.ReadInt64(),
            AccountVersion = reader.ReadInt64(),
            ExhaustionRecorded = reader.ReadBoolean(),
            Resets = reader.ReadInt32(),
            IsImported = reader.ReadBoolean(),
            Leases = new([.. Many(reader, static r => new OpenLease(r.ReadString(), r.ReadInt64()))]),
            Requests = RequestMemory.Of(Many(reader, static r => KeyValuePair.Create(
                ReadUInt128(r), new RememberedRequest(ReadUInt128(r), r.ReadInt64(), r.ReadInt32(), r.ReadBoolean())))),
        };
    }

    private static T[] Many<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);
        return items;
    }

    private static void Write(BinaryWriter writer, UInt128 value)
    {
        writer.Write((ulong)value);
        writer.Write((ulong)(value >> 64));
    }

    private static UInt128 ReadUInt128(BinaryReader reader)
    {
        var lower = reader.ReadUInt64();
        return new UInt128(reader.ReadUInt64(), lower);
    }
}
