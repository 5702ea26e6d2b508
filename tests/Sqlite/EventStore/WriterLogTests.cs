using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

/// <summary>What an operator reads while nothing can be written.</summary>
public sealed class WriterLogTests : ILogger
{
    private const int Full = 13;

    private static readonly LogFile File = new("events.db");

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _lines = [];
    private readonly WriterLog _log;

    public WriterLogTests() => _log = new WriterLog(File, this, _clock);

    private static string CannotWrite => $"Error: The event log '{File.Path}' is full. Nothing can be written; calls are refused until it can.";

    private static string WritesAgain => $"Information: The event log '{File.Path}' is written again.";

    [Fact]
    public void ManyCommitsFail_IsOneLine_AndOneWhenItIsOver()
    {
        _log.Succeeded();
        for (var n = 0; n < 1_000; n++)
            _log.Failed(new SqliteException("database or disk is full", Full));
        _log.Succeeded();
        _log.Succeeded();

        Assert.Equal([CannotWrite, WritesAgain], _lines);
    }

    [Fact]
    public void EverySecondCommitFails_IsToldOnceInTenSeconds()
    {
        for (var second = 0; second < 20; second++)
        {
            _log.Failed(new SqliteException("database or disk is full", Full));
            _log.Succeeded();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([CannotWrite, WritesAgain, CannotWrite, WritesAgain], _lines);
    }

    void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format)
    {
        Assert.Null(exception); // its stack would bury the line
        _lines.Add($"{level}: {format(state, exception)}");
    }

    bool ILogger.IsEnabled(LogLevel level) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
