using Microsoft.Data.Sqlite;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// One connection that reads, with its statements compiled. A stream is read back along its chain of rows, from the head.
internal sealed class ReadConnection : IDisposable
{
    private const string Chain = """
        WITH RECURSIVE chain (id, first_version, previous_id) AS (
            SELECT id, first_version, previous_id FROM batches WHERE id = $last
            UNION ALL
            SELECT b.id, b.first_version, b.previous_id FROM chain c JOIN batches b ON b.id = c.previous_id
            WHERE c.first_version > $version AND b.id < c.id)
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _findHead;
    private readonly SqliteCommand _idsFrom;
    private readonly SqliteCommand _idOf;
    private readonly SqliteCommand _batch;

    public ReadConnection(LogFile file)
    {
        _connection = file.OpenToRead();
        try
        {
            _connection.Run("PRAGMA cache_size = -16384");
            _findHead = _connection.Prepare("SELECT last_id, version FROM heads WHERE stream = $stream", "$stream");
            _idsFrom = _connection.Prepare($"{Chain} SELECT id FROM chain WHERE first_version >= $version", "$last", "$version");
            _idOf = _connection.Prepare($"{Chain} SELECT id FROM chain WHERE first_version <= $version LIMIT 1", "$last", "$version");
            _batch = _connection.Prepare("SELECT first_version, batch_id, payload FROM batches WHERE id = $id", "$id");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public Head FindHead(string stream)
    {
        using var row = _findHead.With(stream).ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetInt64(1)) : default;
    }

    // The rows of the stream's batches from this version on, newest first.
    public List<long> IdsFrom(Head head, long version)
    {
        var ids = new List<long>();
        using var rows = _idsFrom.With(head.LastId, version).ExecuteReader();
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return ids;
    }

    // The batch that holds the version; null where that part of the stream has been removed.
    public RecordedBatch? FindBatch(Head head, long version)
    {
        var id = (long?)_idOf.With(head.LastId, version).ExecuteScalar();
        return id is null ? null : ReadBatch(id.Value);
    }

    // Null for a row that has been removed.
    public RecordedBatch? ReadBatch(long id)
    {
        using var row = _batch.With(id).ExecuteReader();
        return row.Read()
            ? new(row.GetInt64(0), BatchCodec.Decode(new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true), row.GetFieldValue<byte[]>(2)))
            : null;
    }

    public void Dispose() => _connection.Dispose();
}
