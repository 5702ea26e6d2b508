using System.Diagnostics;
using System.Globalization;

namespace Tollgate.Load;

/// <summary>How far a run is: a line for each tenth, and two moments that others wait for.</summary>
internal sealed class LoadProgress(int calls, TextWriter output)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TaskCompletionSource _oneThird = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _twoThirds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _answered;

    public Task OneThird => _oneThird.Task;

    public Task TwoThirds => _twoThirds.Task;

    public int Answered => Volatile.Read(ref _answered);

    public void Advance()
    {
        var answered = Interlocked.Increment(ref _answered);
        if (answered == calls / 3)
            _oneThird.SetResult();
        if (answered == calls * 2L / 3)
            _twoThirds.SetResult();
        if (answered % Math.Max(1, calls / 10) == 0)
            Say("calls answered");
    }

    public void Say(string what)
    {
        lock (output)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,6:0.0} s  {Answered,9:N0} of {calls:N0}  {what}"));
    }
}
