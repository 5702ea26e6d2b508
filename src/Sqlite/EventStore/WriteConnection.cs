using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// The one connection that writes, with its statements compiled.
internal sealed class WriteConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly InsertStatement _insert;
    private readonly SqliteCommand _findHead;
    private readonly SqliteCommand _saveHead;
    private readonly SqliteCommand _saveMeta;
    private readonly SqliteCommand _deleteBatch;
    private readonly SqliteCommand _deleteHead;
    private readonly SqliteCommand _touch;

    public WriteConnection(LogFile file, SqliteEventStoreOptions options)
    {
        _connection = file.OpenToWrite();
        try
        {
            LogSchema.Ensure(_connection, file.Path);

            // FULL: a commit is on disk before it is answered (and on macOS really on disk). The rest keeps the write-ahead log short.
            _connection.Run("PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA cache_size = -65536");
            _connection.Run("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864");
            if (options.MaxFileBytes is { } bytes)
                _connection.Run($"PRAGMA max_page_count = {bytes / Setting("page_size")}");

            _begin = _connection.Prepare("BEGIN IMMEDIATE");
            _commit = _connection.Prepare("COMMIT");
            _insert = new InsertStatement(_connection);
            _findHead = _connection.Prepare("SELECT last_id, version, landmark_id FROM heads WHERE stream = $stream", "$stream");
            _saveHead = _connection.Prepare(
                """
                INSERT INTO heads (stream, last_id, version, landmark_id) VALUES ($stream, $id, $version, $landmark)
                ON CONFLICT (stream) DO UPDATE SET last_id = $id, version = $version, landmark_id = $landmark
                """,
                "$stream", "$id", "$version", "$landmark");
            _saveMeta = _connection.Prepare(
                "INSERT INTO meta (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = $value", "$name", "$value");
            _deleteBatch = _connection.Prepare("DELETE FROM batches WHERE id = $id", "$id");
            _deleteHead = _connection.Prepare("DELETE FROM heads WHERE stream = $stream AND last_id = $id", "$stream", "$id");
            _touch = _connection.Prepare("UPDATE meta SET value = value + 1 WHERE name = 'recoveries'");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public long FlushedId => LogTail.FlushedId(_connection);

    public long Setting(string name) => _connection.Scalar($"PRAGMA {name}");

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void Insert(long id, Head head, PendingAppend append) => _insert.Run(id, head, append);

    public Head FindHead(string stream)
    {
        using var row = _findHead.With(stream).ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : default;
    }

    public void SaveHead(string stream, Head head) => _saveHead.With(stream, head.LastId, head.Version, head.LandmarkId).ExecuteNonQuery();

    public void DeleteBatch(long id) => _deleteBatch.With(id).ExecuteNonQuery();

    // Unless the stream has been written to again.
    public void DeleteHead(string stream, long lastId) => _deleteHead.With(stream, lastId).ExecuteNonQuery();

    public void SaveFlushedId(long id) => _saveMeta.With(LogSchema.FlushedId, id).ExecuteNonQuery();

    public void SaveRemovedId(string prefix, long id) => _saveMeta.With(LogSchema.RemovedId(prefix), id).ExecuteNonQuery();

    // A commit of its own takes the place of whatever a failed one left in the write-ahead log, which can then never come back.
    public void Touch() => _touch.ExecuteNonQuery();

    public long LearnTail(long afterId, HeadMap heads) => LogTail.Learn(_connection, afterId, heads);

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
