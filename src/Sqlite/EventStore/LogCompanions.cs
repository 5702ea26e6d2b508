namespace Tollgate.Sqlite.EventStore;

// The files that SQLite keeps beside a database. The first two can hold committed data, the last never does.
internal static class LogCompanions
{
    private const string Index = "-shm";
    private static readonly string[] WithData = ["-wal", "-journal"];

    public static IEnumerable<string> Of(string path) => [.. WithData.Select(suffix => path + suffix), path + Index];

    // SQLite finds them by their names, so they move with their database.
    public static void Move(string path, string newPath)
    {
        foreach (var suffix in WithData.Where(suffix => File.Exists(path + suffix)))
            File.Move(path + suffix, newPath + suffix);
        File.Delete(path + Index);
    }

    public static void Delete(string path)
    {
        foreach (var companion in Of(path))
            File.Delete(companion);
    }
}
