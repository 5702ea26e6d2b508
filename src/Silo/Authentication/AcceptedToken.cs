namespace Tollgate.Silo.Authentication;

/// <summary>A token whose signature and claims were found good. Only time can still speak against it.</summary>
internal sealed class AcceptedToken(TokenHash hash, Caller caller, DateTime notBefore, DateTime expires)
{
    private volatile bool _used;

    public TokenHash Hash { get; } = hash;

    public Caller Caller { get; } = caller;

    public DateTime NotBefore { get; } = notBefore;

    public DateTime Expires { get; } = expires;

    // Most calls find the mark set, and leave the cache line to its readers.
    public void MarkUsed()
    {
        if (!_used)
            _used = true;
    }

    /// <returns>Whether the token was used since this was last asked.</returns>
    public bool TakeMark()
    {
        var used = _used;
        _used = false;
        return used;
    }
}
