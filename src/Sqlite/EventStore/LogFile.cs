using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// Where a log is, and how it is opened. Readers may be other processes than the writer; who writes holds its lock.
internal sealed class LogFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public SqliteConnection OpenToWrite() => Open(SqliteOpenMode.ReadWriteCreate);

    public SqliteConnection OpenToRead() => Open(SqliteOpenMode.ReadOnly);

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
