namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>Whom calls are made for, and how many at most.</summary>
internal sealed class LoadUser(string name, string token, int maxCalls = int.MaxValue)
{
    private int _left = maxCalls;

    public string Name => name;

    public string Token => token;

    public bool TryTakeCall() => Interlocked.Decrement(ref _left) >= 0;
}
