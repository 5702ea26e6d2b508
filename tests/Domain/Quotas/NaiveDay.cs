namespace Tollgate.Domain.Tests.Quotas;

/// <summary>What an answer says, in plain words and numbers.</summary>
internal sealed record Answer(string Result, long Limit, long Used, long Version);

/// <summary>
/// The rules of a quota day over again, out of design.md and as simply as can be: lists, searched from end to end, and nothing of the
/// domain's own state. It is told commands, not events.
/// </summary>
internal sealed class NaiveDay
{
    private sealed record Charge(long Units, int Count, long GivenBack = 0, bool IsRefunded = false);

    private readonly List<(string Id, string Content, int? Charge)> _remembered = []; // a charge by its place among them; null for a reset
    private readonly List<Charge> _charges = [];
    private readonly List<(long Units, int Count)> _imports = [];
    private long? _limit;
    private long _accountVersion;
    private int _count; // how often the count has begun again
    private bool _exhausted;
    private long _version;

    public NaiveDay()
    {
    }

    /// <summary>A day that begins with all that the other one has seen.</summary>
    public NaiveDay(NaiveDay day)
    {
        _remembered.AddRange(day._remembered);
        _charges.AddRange(day._charges);
        _imports.AddRange(day._imports);
        (_limit, _accountVersion, _count, _exhausted, _version) = (day._limit, day._accountVersion, day._count, day._exhausted, day._version);
    }

    private long Used =>
        _charges.Where(charge => charge.Count == _count).Sum(charge => charge.Units - charge.GivenBack)
        + _imports.Where(import => import.Count == _count).Sum(import => import.Units);

    public Answer Take(string id, long units, string resource, string method, long limit, long accountVersion)
    {
        var content = $"{units}|{method}|{resource}";
        if (_remembered.FindIndex(entry => entry.Id == id) is var known and >= 0)
        {
            var (_, before, charge) = _remembered[known];
            return Say(charge is { } place && !_charges[place].IsRefunded && before == content ? "Replayed" : "Conflict");
        }

        Open(limit, accountVersion);
        if ((Int128)Used + units > _limit)
        {
            if (!_exhausted)
                _version++;
            _exhausted = true;
            return Say("Denied");
        }

        Remember(id, content, _charges.Count);
        _charges.Add(new Charge(units, _count));
        return Say("Allowed");
    }

    public Answer GiveBack(string id, long? units)
    {
        if (_remembered.Where(entry => entry.Id == id).Select(entry => entry.Charge).FirstOrDefault() is not { } place)
            return Say("UnknownCharge");
        var charge = _charges[place];
        if (charge.IsRefunded)
            return Say("AlreadyRefunded");
        if (charge.Count != _count)
            return Say("ChargedBeforeReset");
        if (units > charge.Units)
            return Say("ExceedsCharge");

        _charges[place] = charge with { IsRefunded = true, GivenBack = units ?? charge.Units };
        _version++;
        return Say("Refunded");
    }

    public Answer BeginAgain(string id, long limit, long accountVersion)
    {
        if (_remembered.FindIndex(entry => entry.Id == id) is var known and >= 0)
            return Say(_remembered[known].Charge is null ? "Replayed" : "Conflict");

        Open(limit, accountVersion);
        _count++;
        Remember(id, "", null);
        return Say("Reset");
    }

    public Answer Follow(long limit, long accountVersion)
    {
        if (_limit is not null && accountVersion <= _accountVersion)
            return Say("Followed");
        _version++;
        (_limit, _accountVersion) = (limit, accountVersion);
        return Say("Followed");
    }

    public Answer TakeOver(long units, long limit, long accountVersion)
    {
        if (_imports.Count > 0)
            return Say("Imported");
        Open(limit, accountVersion);
        _imports.Add((units, _count));
        _version++;
        return Say("Imported");
    }

    public (long Limit, long Used) Peek() => (_limit ?? 0, Used);

    private void Open(long limit, long accountVersion)
    {
        if (_limit is not null)
            return;
        (_limit, _accountVersion) = (limit, accountVersion);
        _version++;
    }

    private void Remember(string id, string content, int? charge)
    {
        _remembered.Add((id, content, charge));
        if (_remembered.Count > 4_096)
            _remembered.RemoveAt(0);
        _version++;
    }

    private Answer Say(string result) => new(result, _limit ?? 0, Used, _version);
}
