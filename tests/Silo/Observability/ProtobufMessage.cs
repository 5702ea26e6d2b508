using System.Text;

namespace Tollgate.Silo.Tests.Observability;

/// <summary>A protocol-buffers message as it is on the wire, read by field number: all that a receiver of a few known messages needs.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Value)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = ReadNumber(ref bytes);
            var length = (tag & 7) switch
            {
                0 => NumberLength(bytes.Span),
                1 => 8,
                2 => (int)ReadNumber(ref bytes),
                5 => 4,
                var type => throw new InvalidDataException($"Wire type {type}."),
            };
            _fields.Add(((int)(tag >> 3), bytes[..length]));
            bytes = bytes[length..];
        }
    }

    public IEnumerable<ProtobufMessage> All(int field) => _fields.Where(one => one.Field == field).Select(one => new ProtobufMessage(one.Value));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>Follows a path of fields, each of them repeated.</summary>
    public IEnumerable<ProtobufMessage> Along(params int[] path) => path.Aggregate<int, IEnumerable<ProtobufMessage>>([this], (messages, field) => messages.SelectMany(message => message.All(field)));

    private ReadOnlyMemory<byte> Bytes(int field) => _fields.Where(one => one.Field == field).Select(one => one.Value).LastOrDefault();

    private static ulong ReadNumber(ref ReadOnlyMemory<byte> bytes)
    {
        var length = NumberLength(bytes.Span);
        ulong number = 0;
        for (var i = 0; i < length; i++)
            number |= (ulong)(bytes.Span[i] & 0x7f) << (7 * i);
        bytes = bytes[length..];
        return number;
    }

    private static int NumberLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while (bytes[length - 1] >= 0x80)
            length++;
        return length;
    }
}
