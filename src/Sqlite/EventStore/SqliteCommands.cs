using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

internal static class SqliteCommands
{
    // A statement compiled once, with its parameters in the order they are given.
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // The one number a statement gives, or 0 where it gives none.
    public static long Scalar(this SqliteConnection connection, string sql) => connection.First(sql) switch
    {
        null or DBNull => 0,
        var value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public static object? First(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
