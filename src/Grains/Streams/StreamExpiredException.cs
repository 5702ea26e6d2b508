namespace Tollgate.Grains.Streams;

/// <summary>The stream is past its retention, in whole or in its first part; what is left of it must not be folded.</summary>
internal sealed class StreamExpiredException(string stream) : Exception($"Stream '{stream}' has expired.");
