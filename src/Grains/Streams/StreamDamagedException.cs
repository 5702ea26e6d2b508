namespace Tollgate.Grains.Streams;

/// <summary>An event cannot be read or cannot stand where it stands: nothing may be decided on such a past.</summary>
internal sealed class StreamDamagedException(string stream, Exception fault)
    : Exception($"Stream '{stream}' is damaged, or written by a newer version: {fault.Message}", fault);
