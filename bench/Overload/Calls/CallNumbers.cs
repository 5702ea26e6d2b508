namespace Tollgate.Overload.Calls;

/// <summary>Gives every call of a run a number of its own.</summary>
internal sealed class CallNumbers
{
    private int _last;

    public int Given => Volatile.Read(ref _last) + 1;

    public int Next() => Interlocked.Increment(ref _last);
}
