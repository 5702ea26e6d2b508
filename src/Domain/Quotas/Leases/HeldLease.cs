using System.Buffers;

namespace Tollgate.Domain.Quotas.Leases;

/// <summary>
/// A lease as its owner holds it: what it has been spent on. Immutable, and in no log before it is settled: with its owner, this is lost.
/// </summary>
/// <param name="Id">Names the lease within its day.</param>
/// <param name="Units">What was taken.</param>
/// <param name="TakenAt">When, by the owner's clock.</param>
public sealed record HeldLease(string Id, long Units, DateTimeOffset TakenAt)
{
    /// <summary>The most that the calls of one lease may take in the log, in bytes: it is settled by one event.</summary>
    public const int MaxBytes = 48 * 1024;

    // Of the fields of a call, and of those that are shared by calls of one kind, beside the texts in them.
    private const int CallBytes = 24;
    private const int KindBytes = 96;

    // What JSON writes as it is; any other character takes six bytes at most for each of its parts.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:={}*");

    // Of the table the first so many, which may have grown since.
    private SpentCalls _calls = new();
    private int _count;
    private int _bytes;

    /// <summary>Units that calls were allowed from it.</summary>
    public long Spent { get; private init; }

    public long Unspent => Units - Spent;

    /// <summary>The calls that it was spent on, known by their ids.</summary>
    public RequestMemory Requests { get; private init; } = RequestMemory.Empty;

    /// <summary>Whether the call can still be allowed from it.</summary>
    public bool Covers(ChargeCalls call, LeaseTerms terms, DateTimeOffset now) =>
        call.Units.Value <= Unspent && now - TakenAt < terms.MaxAge && now >= TakenAt && _bytes + BytesOf(call) <= MaxBytes;

    internal HeldLease Spend(ChargeCalls call, DateTimeOffset now)
    {
        var calls = _count == _calls.Count ? _calls : _calls.Copy(_count);
        var bytes = BytesOf(call);
        calls.Add(call, (long)(now - TakenAt).TotalMilliseconds);
        return new(this)
        {
            _calls = calls,
            _count = _count + 1,
            _bytes = _bytes + bytes,
            Spent = Spent + call.Units.Value,
            Requests = Requests.Remember(call.RequestId.Value, new(
                RequestHash.OfCharge(call.Units.Value, call.Resource, call.Method), call.Units.Value, 0, IsRefunded: false)),
        };
    }

    /// <summary>What becomes of all its units.</summary>
    public LeaseSettled ToSettled() => new(Id, _calls.ToCharges(_count), Unspent);

    private int BytesOf(ChargeCalls call) =>
        CallBytes + BytesOf(call.RequestId.Value)
        + (_calls.EndsAlike(_count, call) ? 0 : KindBytes + BytesOf(call.Resource) + BytesOf(call.Method));

    private static int BytesOf(string text) => text.AsSpan().ContainsAnyExcept(Plain) ? 6 * text.Length : text.Length;
}
