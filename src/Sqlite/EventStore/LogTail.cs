using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// The end of the log, whose heads are not in the table yet: whoever opens the file reads them out of the rows.
internal static class LogTail
{
    // The heads table is true up to this row.
    public static long FlushedId(SqliteConnection connection) =>
        connection.Scalar($"SELECT value FROM meta WHERE name = '{LogSchema.FlushedId}'");

    // Gives the last row it has seen.
    public static long Learn(SqliteConnection connection, long afterId, HeadMap heads)
    {
        var lastId = afterId;
        using var rowsAfter = connection.Prepare(
            "SELECT id, first_version - 1, event_count, landmark_id, stream, length(payload) FROM batches WHERE id > $id ORDER BY id", "$id");
        using var rows = rowsAfter.With(afterId).ExecuteReader();
        while (rows.Read())
        {
            lastId = rows.GetInt64(0);
            heads.Set(rows.GetString(4), new Head(0, rows.GetInt64(1), rows.GetInt64(3)).With(lastId, rows.GetInt32(2)));
            heads.Weigh(HeadMap.WeightOf(rows.GetInt64(5)));
        }

        return lastId;
    }
}
