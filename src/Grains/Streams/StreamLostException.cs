namespace Tollgate.Grains.Streams;

/// <summary>Another activation has written to the stream: this one decides on a past that is no longer the last word, and must go.</summary>
internal sealed class StreamLostException(string stream, Exception? conflict = null)
    : Exception($"Another activation writes stream '{stream}'.", conflict)
{
    public string Stream { get; } = stream;
}
