using System.ComponentModel.DataAnnotations;

namespace Tollgate.Sqlite.EventStore;

/// <summary>Where the event log is, and its bounds.</summary>
public sealed class SqliteEventStoreOptions
{
    /// <summary>The file of the log. It and its directory are made when missing.</summary>
    /// <value>Default: <c>data/events.db</c></value>
    [Required]
    public string Path { get; set; } = "data/events.db";

    /// <summary>How many batches may wait for their commit; beyond, an append is refused at once.</summary>
    /// <value>Default: 16,384</value>
    [Range(1, 1_000_000)]
    public int MaxWaitingBatches { get; set; } = 16_384;

    /// <summary>How many bytes may wait for their commit; beyond, an append is refused at once.</summary>
    /// <value>Default: 64 MiB</value>
    [Range(128 * 1024, int.MaxValue)]
    public int MaxWaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many threads read from the file at once, each with a cache of 8 MiB at most; further reads wait for their turn.</summary>
    /// <value>Default: 8</value>
    [Range(1, 64)]
    public int MaxReaders { get; set; } = 8;

    /// <summary>
    /// After how many appended batches the heads of their streams go to the file; a batch counts once for every 512 bytes of it. At
    /// most twice as many are kept in memory, and read again at the next start.
    /// </summary>
    /// <value>Default: 100,000</value>
    [Range(1, 10_000_000)]
    public int HeadFlushInterval { get; set; } = 100_000;

    /// <summary>The largest size of the file, so that a log never takes the whole disk; beyond, the store is full. Null: no bound.</summary>
    /// <value>Default: <see langword="null"/></value>
    [Range(1024 * 1024, long.MaxValue)]
    public long? MaxFileBytes { get; set; }
}
