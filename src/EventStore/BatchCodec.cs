using System.Buffers.Binary;
using System.Text;

namespace Tollgate.EventStore;

/// <summary>The bytes of one batch, the same in every store. A file format: what is written once is read for ever.</summary>
/// <remarks>
/// Format 1, integers little-endian: a byte 1; the number of events in 2 bytes; for each event its type (length in 1 byte, then
/// ASCII), its UTC ticks in 8 bytes and its data (length in 2 bytes, then bytes); last the CRC-32C of all that, in 4 bytes. The
/// batch id and the versions are not in it: they are the store's keys.
/// </remarks>
public static class BatchCodec
{
    private const byte Format = 1;
    private const int HeaderSize = sizeof(byte) + sizeof(ushort);
    private const int FrameSize = sizeof(byte) + sizeof(long) + sizeof(ushort);

    public static byte[] Encode(EventBatch batch)
    {
        var size = HeaderSize + Checksum.Size;
        foreach (var data in batch.Events)
            size += FrameSize + data.Type.Length + data.Data.Length;

        var payload = new byte[size];
        payload[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(1), checked((ushort)batch.Events.Count));
        var rest = payload.AsSpan(HeaderSize);
        foreach (var data in batch.Events)
            rest = rest[WriteFrame(rest, data)..];
        Checksum.Seal(payload);
        return payload;
    }

    /// <summary>Reads a batch back. The events' data are slices of <paramref name="payload"/>, not copies.</summary>
    /// <exception cref="InvalidDataException">The payload is not what <see cref="Encode"/> wrote.</exception>
    public static EventBatch Decode(Guid id, ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            throw new InvalidDataException("The payload of a batch is empty.");
        if (payload.Span[0] != Format)
            throw new InvalidDataException($"The payload of a batch has format {payload.Span[0]}; this version reads format {Format}.");
        if (payload.Length < HeaderSize + Checksum.Size || !Checksum.Holds(payload.Span))
            throw new InvalidDataException("The payload of a batch is damaged: its checksum does not match.");

        var reader = new FrameReader(payload[HeaderSize..^Checksum.Size]);
        var events = new EventData[BinaryPrimitives.ReadUInt16LittleEndian(payload.Span[1..])];
        for (var i = 0; i < events.Length; i++)
            events[i] = reader.Read();
        reader.ExpectEnd();

        try
        {
            return new EventBatch(id, events);
        }
        catch (ArgumentException impossible)
        {
            throw new InvalidDataException("The payload of a batch is not one that could have been written.", impossible);
        }
    }

    private static int WriteFrame(Span<byte> target, EventData data)
    {
        var type = data.Type.Length;
        target[0] = checked((byte)type);
        Encoding.ASCII.GetBytes(data.Type, target[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(target[(1 + type)..], data.At.UtcTicks);
        BinaryPrimitives.WriteUInt16LittleEndian(target[(1 + type + sizeof(long))..], checked((ushort)data.Data.Length));
        data.Data.Span.CopyTo(target[(FrameSize + type)..]);
        return FrameSize + type + data.Data.Length;
    }

    private ref struct FrameReader(ReadOnlyMemory<byte> rest)
    {
        private ReadOnlyMemory<byte> _rest = rest;
        private string _type = "";

        public EventData Read()
        {
            var type = TypeOf(Take(Take(sizeof(byte)).Span[0]).Span);
            var ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);
            var data = Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)).Span));
            if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
                throw new InvalidDataException("An event in the payload of a batch has an impossible time.");
            return new EventData(type, new DateTimeOffset(ticks, TimeSpan.Zero), data);
        }

        public readonly void ExpectEnd()
        {
            if (!_rest.IsEmpty)
                throw new InvalidDataException($"The payload of a batch has {_rest.Length} bytes too many.");
        }

        // Most events of a batch are of one type: its name is kept, not made again.
        private string TypeOf(ReadOnlySpan<byte> name) =>
            Ascii.Equals(name, _type) ? _type : _type = Encoding.ASCII.GetString(name);

        private ReadOnlyMemory<byte> Take(int count)
        {
            if (count > _rest.Length)
                throw new InvalidDataException("The payload of a batch ends within an event.");
            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
