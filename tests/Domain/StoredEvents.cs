using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests;

/// <summary>What the golden file of each stored name says, and its codec seen alike.</summary>
internal static class StoredEvents
{
    public static readonly IReadOnlyDictionary<string, object> All = new Dictionary<string, object>
    {
        ["day-opened"] = new DayOpened(50, 7),
        ["calls-charged"] = new CallsCharged("c6af9ac6-7b61-11e6-9a41-93e8deadbeef", 1_000_000, "/café/{id}", "GET"),
        ["quota-exhausted"] = new QuotaExhausted(),
        ["resource-mapped"] = new ResourceMapped("/blog", "*", ["IT", "R&D"], "admin@example.com"),
        ["resource-unmapped"] = new ResourceUnmapped("/blog", "GET", "admin@example.com"),
    };

    public static StoredEvent Encode(object happened) => happened switch
    {
        QuotaEvent e => QuotaEventCodec.Encode(e),
        RoleMapEvent e => RoleMapEventCodec.Encode(e),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No codec stores this."),
    };

    public static object Decode(string type, ReadOnlySpan<byte> data) =>
        All[type] is QuotaEvent ? QuotaEventCodec.Decode(type, data) : RoleMapEventCodec.Decode(type, data);
}
