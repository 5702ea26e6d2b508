namespace Tollgate.Silo.Commands;

/// <summary>Says on standard error how far a command has come: first after a second, so nothing where it is quick, then every five.</summary>
internal sealed class ProgressLine(TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    private TimeSpan _pause = TimeSpan.FromSeconds(1);
    private long _last = clock.GetTimestamp();

    public void Report(Func<string> text)
    {
        if (clock.GetElapsedTime(_last) < _pause)
            return;
        (_last, _pause) = (clock.GetTimestamp(), Later);
        error.WriteLine(text());
    }

    /// <summary>Told the part of the work that is done, from 0 to 1.</summary>
    public IProgress<double> Percentage(string work) => new PercentageOf(this, work);

    private sealed class PercentageOf(ProgressLine line, string work) : IProgress<double>
    {
        public void Report(double value) => line.Report(() => $"{work}: {value:P0}");
    }
}
