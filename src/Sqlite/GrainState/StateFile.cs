using Microsoft.Data.Sqlite;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.GrainState;

// The file with its one connection and its statements compiled. Used by one caller at a time.
internal sealed class StateFile : IDisposable
{
    // "TolG".
    private const int ApplicationId = 0x546F6C47;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _delete;
    private bool _isClosed;

    private StateFile(string path, SqliteConnection connection)
    {
        (_path, _connection) = (path, connection);
        _find = connection.Prepare("SELECT data, etag FROM states WHERE name = $name", "$name");
        _insert = connection.Prepare("INSERT INTO states (name, etag, data) VALUES ($name, $etag, $data) ON CONFLICT DO NOTHING", "$name", "$etag", "$data");
        _replace = connection.Prepare("UPDATE states SET etag = $etag, data = $data WHERE name = $name AND etag = $old", "$name", "$etag", "$data", "$old");
        _delete = connection.Prepare("DELETE FROM states WHERE name = $name AND etag = $old", "$name", "$old");
    }

    public static StateFile Open(string path)
    {
        var fullPath = Path.GetFullPath(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = fullPath, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
            connection.Open();
            Prepare(connection, fullPath);
            return new StateFile(fullPath, connection);
        }
        catch (Exception cause)
        {
            connection.Dispose();
            if (cause is SqliteException or IOException or UnauthorizedAccessException)
                throw Unavailable(fullPath, cause);
            throw;
        }
    }

    public StoredState? Find(string name)
    {
        ThrowIfClosed();
        using var row = _find.With(name).ExecuteReader();
        return row.Read() ? new(row.GetFieldValue<byte[]>(0), row.GetString(1)) : null;
    }

    // False where a state stands.
    public bool Insert(string name, StoredState state) => Change(_insert.With(name, state.ETag, state.Data.ToArray()));

    // False where no state, or one with another etag, stands.
    public bool Replace(string name, StoredState state, string etag) => Change(_replace.With(name, state.ETag, state.Data.ToArray(), etag));

    public bool Delete(string name, string etag) => Change(_delete.With(name, etag));

    public GrainStateUnavailableException Unavailable(Exception cause) => Unavailable(_path, cause);

    public void Dispose()
    {
        _isClosed = true;
        _connection.Dispose();
    }

    private bool Change(SqliteCommand command)
    {
        ThrowIfClosed();
        return command.ExecuteNonQuery() == 1;
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
            throw new GrainStateUnavailableException($"The grain states '{_path}' are closed.");
    }

    // NORMAL: what a loss of power takes can be made again; what it leaves is whole.
    private static void Prepare(SqliteConnection connection, string path)
    {
        var applicationId = connection.Scalar("PRAGMA application_id");
        if (applicationId != ApplicationId && (applicationId != 0 || connection.Scalar("SELECT count(*) FROM sqlite_schema") > 0))
            throw new GrainStateUnavailableException($"The file '{path}' is a database, but not of grain states.");
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        connection.Run($"""
            CREATE TABLE IF NOT EXISTS states (name TEXT PRIMARY KEY, etag TEXT NOT NULL, data BLOB NOT NULL) STRICT;
            PRAGMA application_id = {ApplicationId}
            """);
    }

    private static GrainStateUnavailableException Unavailable(string path, Exception cause) =>
        new($"The grain states '{path}' cannot be used: {cause.Message.ReplaceLineEndings(" ")}", cause);
}
