namespace Tollgate.Silo.Commands;

/// <summary>Says on standard error how far a command has come: not more often than every second, so nothing where it is quick.</summary>
internal sealed class ProgressLine(TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _last = clock.GetTimestamp();

    public void Report(Func<string> text)
    {
        if (clock.GetElapsedTime(_last) < Pause)
            return;
        _last = clock.GetTimestamp();
        error.WriteLine(text());
    }

    /// <summary>Told the part of the work that is done, from 0 to 1.</summary>
    public IProgress<double> Percentage(string work) => new PercentageOf(this, work);

    private sealed class PercentageOf(ProgressLine line, string work) : IProgress<double>
    {
        public void Report(double value) => line.Report(() => $"{work}: {value:P0}");
    }
}
