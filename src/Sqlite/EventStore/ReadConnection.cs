using Microsoft.Data.Sqlite;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// One connection that reads, with its statements compiled. A stream is read back from its head: along its landmarks, then along the rows
// between two of them.
internal sealed class ReadConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _findHead;
    private readonly SqliteCommand _batch;
    private readonly SqliteCommand _touch;
    private readonly SqliteCommand _rows;
    private readonly SqliteCommand _meta;
    private readonly SqliteCommand _names;

    public ReadConnection(LogFile file)
    {
        _connection = file.OpenToRead();
        try
        {
            _connection.Run("PRAGMA cache_size = -8192");
            _findHead = _connection.Prepare("SELECT last_id, version, landmark_id FROM heads WHERE stream = $stream", "$stream");
            _batch = _connection.Prepare("SELECT first_version, previous_id, landmark_id, batch_id, payload FROM batches WHERE id = $id", "$id");
            _touch = _connection.Prepare("SELECT id FROM batches WHERE id >= $id LIMIT 1", "$id");
            _rows = _connection.Prepare(
                "SELECT id, stream, first_version - 1, event_count, landmark_id, payload FROM batches WHERE id > $after AND id <= $last ORDER BY id LIMIT $most",
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
        return row.Read() ? new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : default;
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

    // Newest first: the stretches that hold the stream from this version on. What is missing before them has been removed.
    public List<Stretch> StretchesFrom(Head head, long version)
    {
        var stretches = new List<Stretch>();
        for (var (last, landmark) = (head.LastId, head.LandmarkId); last != 0;)
        {
            stretches.Add(new(last, landmark));
            if (Find(landmark) is not { } batch || batch.FirstVersion <= version)
                break;
            (last, landmark) = (Earlier(batch.PreviousId, landmark), Earlier(batch.LandmarkId, landmark));
        }

        return stretches;
    }

    public StretchRows Read(Stretch stretch, long fromVersion)
    {
        var rows = new List<StoredBatch>();
        for (var id = stretch.LastId; id >= Math.Max(stretch.FirstId, 1);)
        {
            if (Find(id) is not { } batch)
                return new(Oldest(rows), IsCut: true);
            if (batch.FirstVersion < fromVersion)
                break;
            rows.Add(batch);
            id = Earlier(batch.PreviousId, id);
        }

        return new(Oldest(rows), IsCut: false);
    }

    // The batch that holds the version; null where that part of the stream has been removed.
    public StoredBatch? FindBatch(Head head, long version)
    {
        var stretch = StretchesFrom(head, version).LastOrDefault();
        var batch = Find(stretch.LastId);
        for (var id = stretch.LastId; batch?.FirstVersion > version; batch = Find(id))
            id = Earlier(batch.PreviousId, id);
        return batch;
    }

    // The first row, the last, and how many leaves there are at most between them.
    public (long FirstId, long LastId, long Leaves) Measure() =>
        (_connection.Scalar("SELECT min(id) FROM batches"), _connection.Scalar("SELECT max(id) FROM batches"), _connection.Scalar("PRAGMA page_count"));

    // Finds so many rows, each so far from the one before it, and does not look at them.
    public int Touch(long id, long step, int rows)
    {
        var touched = 0;
        for (; touched < rows && _touch.With(id + (touched * step)).ExecuteScalar() is not null; touched++)
        {
        }

        return touched;
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
            if (BatchCodec.Decode(Guid.Empty, rows.GetFieldValue<byte[]>(5)).Events.Max(data => data.At) < cutoff)
            {
                var at = new Head(0, rows.GetInt64(2), rows.GetInt64(4)).With(lastId, rows.GetInt32(3));
                removable.Add(new(stream, at, FindHead(stream).LastId == lastId));
            }
            else
                youngId = Math.Min(youngId, lastId);
        }

        return new(removable, Math.Min(lastId, youngId - 1), lastId, FoundYoung: youngId != long.MaxValue);
    }

    public void Dispose() => _connection.Dispose();

    // Null for a row that has been removed, and for none.
    private StoredBatch? Find(long id)
    {
        if (id == 0)
            return null;
        using var row = _batch.With(id).ExecuteReader();
        return row.Read()
            ? new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4))
            : null;
    }

    // A chain goes back only: in a damaged file as well, it ends.
    private static long Earlier(long id, long than) => id < than ? id : 0;

    private static List<StoredBatch> Oldest(List<StoredBatch> newestFirst)
    {
        newestFirst.Reverse();
        return newestFirst;
    }
}
