using System.Globalization;

namespace Tollgate.Silo.Commands.Events;

/// <summary>
/// A day for people. It is read twice, first to learn how wide the columns are, so that a long day is never in memory. The details come last:
/// they are of any width.
/// </summary>
internal static class EventTable
{
    private static readonly string[] Headings = ["VERSION", "TIME (UTC)", "EVENT", "USED", "LIMIT", "REMAINING", "DETAILS"];
    private static readonly bool[] IsNumber = [true, false, false, true, true, true, false];

    /// <returns>False where there was nothing to write.</returns>
    public static async Task<bool> WriteAsync(TextWriter output, FoldedDay history, CancellationToken cancellationToken)
    {
        var widths = Headings.Select(static heading => heading.Length).ToArray();
        var (count, lastVersion) = (0L, 0L);
        await foreach (var happened in history.ReadAsync(long.MaxValue, cancellationToken))
        {
            var cells = Cells(happened);
            for (var i = 0; i < cells.Length; i++)
                widths[i] = Math.Max(widths[i], cells[i].Length);
            (count, lastVersion) = (count + 1, happened.Version);
        }

        if (count == 0)
            return false;

        await output.WriteLineAsync($"{history.Title}: {count} {(count == 1 ? "event" : "events")}");
        await output.WriteLineAsync();
        await output.WriteLineAsync(Line(Headings, widths));
        await foreach (var happened in history.ReadAsync(lastVersion, cancellationToken))
            await output.WriteLineAsync(Line([.. Cells(happened), EventDetails.Of(happened.Fields)], widths));
        return true;
    }

    private static string[] Cells(DayEvent happened) =>
    [
        Number(happened.Version),
        happened.Stored.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        happened.Stored.Type,
        Number(happened.After?.Used),
        Number(happened.After?.Limit),
        Number(happened.After?.Remaining),
    ];

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => IsNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
}
