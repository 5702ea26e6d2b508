using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tollgate.Sqlite.EventStore;

// Whether a file that has the tables of a log is sound as a database. What its batches mean is for others to check.
internal static class LogCheck
{
    public static void Run(LogFile file, string reportAs, CancellationToken cancellationToken)
    {
        using var connection = file.OpenToRead();
        using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            if (connection.First("PRAGMA quick_check(1)") is not "ok")
                throw LogFailure.Refusal($"The event log '{reportAs}' is damaged.");
        }
        catch (SqliteException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException cause)
        {
            throw LogFailure.Unavailable(reportAs, cause);
        }
    }
}
