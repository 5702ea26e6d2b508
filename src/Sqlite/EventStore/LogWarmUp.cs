namespace Tollgate.Sqlite.EventStore;

// Reads the inner pages of the log's tree once, so that they are in memory when a stream is read that was not read before: it then costs one
// read from the disk for each of its rows, not two. A log of ten gigabytes has 26 MB of them. A slice at a time, so that other reads are in between.
internal sealed class LogWarmUp(ReaderPool connections)
{
    private const int RowsInOneSlice = 64;

    // Half of those that an inner page has: batches differ in size, and none of its pages is to be passed over.
    private const int LeavesBetween = 200;

    public async Task Run()
    {
        try
        {
            var (id, last, leaves) = await connections.Read(static connection => connection.Measure(), CancellationToken.None);
            var step = Math.Max(1, (last - id) / Math.Max(1, leaves)) * LeavesBetween;
            for (; id <= last; id += step * RowsInOneSlice)
            {
                var first = id;
                await connections.Read(connection => connection.Touch(first, step, RowsInOneSlice), CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // Closed meanwhile, or the file cannot be read: whoever reads it for its content will say so.
        }
    }
}
