using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tollgate.Silo.Tests.Decisions;

/// <summary>What one category wrote, field by field.</summary>
internal sealed class WrittenLog(string category) : ILoggerProvider
{
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _records = new();

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Records => [.. _records];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName == category ? _records : null);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<IReadOnlyDictionary<string, string>>? records) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => records is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            records?.Enqueue(((IReadOnlyList<KeyValuePair<string, object?>>)state!).ToDictionary(field => field.Key, field => $"{field.Value}"));
    }
}
