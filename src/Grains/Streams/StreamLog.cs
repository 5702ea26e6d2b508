using Microsoft.Extensions.Logging;

namespace Tollgate.Grains.Streams;

internal static partial class StreamLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "It is unknown whether a batch of stream {Stream} was written; asking again in {Wait}.")]
    public static partial void AppendOutcomeUnknown(this ILogger logger, string stream, TimeSpan wait, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another activation writes stream {Stream}; this one gives way.")]
    public static partial void StreamLost(this ILogger logger, string stream);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {Stream} cannot be read or written.")]
    public static partial void StreamUnavailable(this ILogger logger, string stream, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A stream cannot be folded; its calls are refused.")]
    public static partial void StreamDamaged(this ILogger logger, Exception exception);
}
