using Microsoft.Extensions.Logging;

namespace Tollgate.Sqlite.EventStore;

// Tells the operator that nothing can be written, and that it can again: a line each, however many appends fail and however often it changes.
internal sealed partial class WriterLog(LogFile file, ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private long? _toldAt;
    private bool _isTold;

    public void Failed(Exception failure)
    {
        if (_isTold || (_toldAt is { } told && clock.GetElapsedTime(told) < Silence))
            return;

        (_isTold, _toldAt) = (true, clock.GetTimestamp());
        CannotWrite(logger, LogFailure.Unavailable(file.Path, failure).Message);
    }

    public void Succeeded()
    {
        if (!_isTold)
            return;

        _isTold = false;
        WritesAgain(logger, file.Path);
    }

    // No exception with it: the line says it all, and a stack would bury it.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Failure} Nothing can be written; calls are refused until it can.")]
    private static partial void CannotWrite(ILogger logger, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "The event log '{Path}' is written again.")]
    private static partial void WritesAgain(ILogger logger, string path);
}
