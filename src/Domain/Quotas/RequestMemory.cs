using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tollgate.Domain.Quotas;

/// <summary>
/// The last 4,096 request ids of a day, in log order, kept as 128-bit hashes. Forgetting is part of the fold, so every reader of the log
/// remembers the same ids.
/// </summary>
public sealed class RequestMemory
{
    public const int Capacity = 4096;

    public static readonly RequestMemory Empty = new([], [], 0);

    private readonly ImmutableDictionary<UInt128, RememberedRequest> _requests;
    private readonly ImmutableQueue<UInt128> _order;

    private RequestMemory(ImmutableDictionary<UInt128, RememberedRequest> requests, ImmutableQueue<UInt128> order, int count)
    {
        _requests = requests;
        _order = order;
        Count = count;
    }

    public int Count { get; }

    public RememberedRequest? Find(string requestId) => _requests.TryGetValue(HashOfId(requestId), out var request) ? request : null;

    public RequestMemory Remember(string requestId, RememberedRequest request)
    {
        var id = HashOfId(requestId);
        if (_requests.ContainsKey(id))
            return new(_requests.SetItem(id, request), _order, Count);
        if (Count < Capacity)
            return new(_requests.Add(id, request), _order.Enqueue(id), Count + 1);

        var younger = _order.Dequeue(out var oldest);
        return new(_requests.Remove(oldest).Add(id, request), younger.Enqueue(id), Count);
    }

    /// <summary>The ids, oldest first, with what is known of each: from these the same memory can be made again.</summary>
    internal IEnumerable<KeyValuePair<UInt128, RememberedRequest>> InLogOrder => _order.Select(id => KeyValuePair.Create(id, _requests[id]));

    internal static RequestMemory Of(IReadOnlyCollection<KeyValuePair<UInt128, RememberedRequest>> inLogOrder) =>
        new(inLogOrder.ToImmutableDictionary(), ImmutableQueue.CreateRange(inLogOrder.Select(static entry => entry.Key)), inLogOrder.Count);

    /// <summary>What a charge is: the same id must come with the same of these.</summary>
    public static UInt128 ContentOf(long units, string resource, string method)
    {
        if (_lastContent is not { } last || last.Units != units || last.Resource != resource || last.Method != method)
            _lastContent = last = new(units, resource, method, HashOf($"charge {units} {method} {resource}"));
        return last.Hash;
    }

    public static readonly UInt128 ContentOfReset = HashOf("reset");

    // One call asks for the hash of its id several times, and most calls are of the same kind as the last: each thread has the latest at hand.
    [ThreadStatic]
    private static (string Id, UInt128 Hash) _lastId;

    [ThreadStatic]
    private static Content? _lastContent;

    private sealed record Content(long Units, string Resource, string Method, UInt128 Hash);

    private static UInt128 HashOfId(string requestId)
    {
        if (!ReferenceEquals(_lastId.Id, requestId))
            _lastId = (requestId, HashOf(requestId));
        return _lastId.Hash;
    }

    // A cut of SHA-256: nobody can make two ids that collide.
    private static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
