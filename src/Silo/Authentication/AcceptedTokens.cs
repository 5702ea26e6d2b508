using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// The tokens that one key set has accepted, at most <paramref name="capacity"/>. Looking one up takes no lock. When it is full, a token that was
/// not used lately makes room (the clock algorithm, with a short sweep).
/// </summary>
internal sealed class AcceptedTokens(int capacity)
{
    // Everybody in use: after so many second chances somebody must go, so that adding stays cheap.
    private const int MaxSecondChances = 16;

    private readonly ConcurrentDictionary<TokenHash, AcceptedToken> _tokens = new();
    private readonly List<AcceptedToken> _dial = [];
    private readonly Lock _adding = new();
    private int _hand;

    public int Count => _tokens.Count;

    public bool TryGet(TokenHash hash, [NotNullWhen(true)] out AcceptedToken? token)
    {
        var found = _tokens.TryGetValue(hash, out token);
        if (found)
            token!.MarkUsed();
        return found;
    }

    public void Add(AcceptedToken token)
    {
        if (capacity == 0)
            return;

        lock (_adding)
        {
            if (_tokens.ContainsKey(token.Hash))
                return;

            if (_dial.Count < capacity)
                _dial.Add(token);
            else
                _dial[TurnToVictim()] = token;
            _tokens[token.Hash] = token;
        }
    }

    private int TurnToVictim()
    {
        for (var chances = 0; chances < MaxSecondChances && _dial[_hand].TakeMark(); chances++)
            _hand = (_hand + 1) % _dial.Count;

        var victim = _hand;
        _hand = (_hand + 1) % _dial.Count;
        _tokens.TryRemove(_dial[victim].Hash, out _);
        return victim;
    }
}
