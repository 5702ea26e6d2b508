using System.Text;

namespace Tollgate.EventStore;

/// <summary>One event as a store keeps it.</summary>
/// <param name="Type">The stored name, such as <c>calls-charged</c>: 1 to 255 visible ASCII characters.</param>
/// <param name="At">The UTC time of the decision, kept to the tick.</param>
/// <param name="Data">The event's fields, encoded by the caller.</param>
public sealed record EventData(string Type, DateTimeOffset At, ReadOnlyMemory<byte> Data)
{
    /// <summary>What the event counts towards <see cref="EventBatch.MaxBytes"/>: name, time and data, in bytes.</summary>
    public int Size => Encoding.UTF8.GetByteCount(Type) + sizeof(long) + Data.Length;
}
