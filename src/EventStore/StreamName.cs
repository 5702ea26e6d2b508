namespace Tollgate.EventStore;

/// <summary>How a stream may be named: 1 to 1,024 visible ASCII characters, compared byte by byte.</summary>
public static class StreamName
{
    public const int MaxLength = 1024;

    /// <exception cref="ArgumentException">No stream can have this name.</exception>
    public static void ThrowIfInvalid(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length is 0 or > MaxLength || stream.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"A stream is named by 1 to {MaxLength} visible ASCII characters.", nameof(stream));
    }

    /// <exception cref="ArgumentException">No stream's name can begin like this.</exception>
    public static void ThrowIfInvalidPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0)
            ThrowIfInvalid(prefix);
    }
}
