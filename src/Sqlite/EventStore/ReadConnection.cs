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
    private readonly SqliteCommand _rows;
    private readonly SqliteCommand _meta;
    private readonly SqliteCommand _names;

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
            _rows = _connection.Prepare(
                "SELECT id, stream, first_version + event_count - 1, payload FROM batches WHERE id > $after AND id <= $last ORDER BY id LIMIT $most",
                "$after", "$last", "$most");
            _names = _connection.Prepare(
                "SELECT stream FROM heads WHERE stream >= $from AND stream < $end ORDER BY stream LIMIT $most", "$from", "$end", "$most");
            _meta = _connection.Prepare("SELECT value FROM meta WHERE name = $name", "$name");
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

    // The next names of the heads table, in the order of bytes.
    public List<string> NamesFrom(string from, string end, int most)
    {
        var names = new List<string>();
        using var rows = _names.With(from, end, most).ExecuteReader();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
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
        return row.Read() ? new(row.GetInt64(0), BatchCodec.Decode(BatchId(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2))) : null;
    }

    public long FindRemovedId(string prefix) => (long?)_meta.With(LogSchema.RemovedId(prefix)).ExecuteScalar() ?? 0;

    // Looks at the next rows for batches of the streams named so whose every event is older than the cutoff.
    public RemovableRows FindRemovable(string prefix, DateTimeOffset cutoff, long afterId, long upToId, int most)
    {
        var removable = new List<RemovableRow>();
        var (lastId, youngId) = (afterId, long.MaxValue);
        using var rows = _rows.With(afterId, upToId, most).ExecuteReader();
        while (rows.Read())
        {
            lastId = rows.GetInt64(0);
            var stream = rows.GetString(1);
            if (!stream.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            if (BatchCodec.Decode(Guid.Empty, rows.GetFieldValue<byte[]>(3)).Events.Max(data => data.At) < cutoff)
                removable.Add(new(stream, new(lastId, rows.GetInt64(2)), FindHead(stream).LastId == lastId));
            else
                youngId = Math.Min(youngId, lastId);
        }

        return new(removable, Math.Min(lastId, youngId - 1), lastId, FoundYoung: youngId != long.MaxValue);
    }

    public void Dispose() => _connection.Dispose();

    private static Guid BatchId(byte[] bytes) =>
        bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : throw new InvalidDataException($"A batch id has {bytes.Length} bytes.");
}
