namespace Tollgate.Domain.Tests.Quotas;

/// <summary>What an answer says, in plain words and numbers.</summary>
internal sealed record Answer(string Result, long Limit, long Used, long Version);

/// <summary>
/// The rules of a quota day over again, out of design.md and as simply as can be: lists, searched from end to end, and nothing of the
/// domain's own state. It is told commands, not events.
/// </summary>
internal sealed class NaiveDay
{
    private sealed class Charge
    {
        public long Units { get; init; }

        public long GivenBack { get; set; }

        public bool IsRefunded { get; set; }

        public int Count { get; init; }
    }

    private readonly List<(string Id, string Content, Charge? Charge)> _remembered = [];
    private readonly List<Charge> _charges = [];
    private readonly List<(long Units, int Count)> _imports = [];
    private long? _limit;
    private long _accountVersion;
    private int _count; // how often the count has begun again
    private bool _exhausted;
    private long _version;

    private long Used =>
        _charges.Where(charge => charge.Count == _count).Sum(charge => charge.Units - charge.GivenBack)
        + _imports.Where(import => import.Count == _count).Sum(import => import.Units);

    public Answer Take(string id, long units, string resource, string method, long limit, long accountVersion)
    {
        var content = $"{units}|{method}|{resource}";
        if (_remembered.FindIndex(entry => entry.Id == id) is var known and >= 0)
        {
            var (_, before, charge) = _remembered[known];
            return Say(charge is { IsRefunded: false } && before == content ? "Replayed" : "Conflict");
        }

        Open(limit, accountVersion);
        if ((Int128)Used + units > _limit)
        {
            if (!_exhausted)
                _version++;
            _exhausted = true;
            return Say("Denied");
        }

        var taken = new Charge { Units = units, Count = _count };
        _charges.Add(taken);
        Remember(id, content, taken);
        return Say("Allowed");
    }

    public Answer GiveBack(string id, long? units)
    {
        var charge = _remembered.Where(entry => entry.Id == id).Select(entry => entry.Charge).FirstOrDefault();
        if (charge is null)
            return Say("UnknownCharge");
        if (charge.IsRefunded)
            return Say("AlreadyRefunded");
        if (charge.Count != _count)
            return Say("ChargedBeforeReset");
        if (units > charge.Units)
            return Say("ExceedsCharge");

        charge.IsRefunded = true;
        charge.GivenBack = units ?? charge.Units;
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

    private void Remember(string id, string content, Charge? charge)
    {
        _remembered.Add((id, content, charge));
        if (_remembered.Count > 4_096)
            _remembered.RemoveAt(0);
        _version++;
    }

    private Answer Say(string result) => new(result, _limit ?? 0, Used, _version);
}
