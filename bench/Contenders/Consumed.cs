namespace Tollgate.Contenders;

/// <summary>What the store has been asked so far, for the report: requests and write units.</summary>
internal static class Consumed
{
    private static long _requests, _writeRequests, _milliUnits;

    public static object SoFar => new
    {
        requests = Interlocked.Read(ref _requests),
        writeRequests = Interlocked.Read(ref _writeRequests),
        writeUnits = Interlocked.Read(ref _milliUnits) / 1000.0,
    };

    public static void Read() => Interlocked.Increment(ref _requests);

    public static void Write(double? units = 0)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _writeRequests);
        Interlocked.Add(ref _milliUnits, (long)((units ?? 0) * 1000));
    }
}
