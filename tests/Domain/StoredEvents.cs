using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Domain.Usage;

namespace Tollgate.Domain.Tests;

/// <summary>What each golden file says, and the codecs seen alike. A file is named for the stored name, and the variant if there are two.</summary>
internal static class StoredEvents
{
    public static readonly IReadOnlyDictionary<string, object> All = new Dictionary<string, object>
    {
        ["day-opened"] = new DayOpened(50, 7),
        ["calls-charged"] = new CallsCharged("c6af9ac6-7b61-11e6-9a41-93e8deadbeef", 1_000_000, "/café/{id}", "GET"),
        ["charge-refunded"] = new ChargeRefunded("c6af9ac6-7b61-11e6-9a41-93e8deadbeef", 3, "admin@example.com", "the backend failed"),
        ["limit-changed"] = new LimitChanged(1_000_000_000_000, 8, "admin@example.com", "launch day"),
        ["usage-reset"] = new UsageReset("ticket-4711", "admin@example.com", "a test ran away"),
        ["usage-imported"] = new UsageImported(17, "dynamodb:call-counts"),
        ["quota-exhausted"] = new QuotaExhausted(),
        ["lease-taken"] = new LeaseTaken("9f8e7d6c5b4a3210-17", 250),
        ["lease-settled"] = new LeaseSettled(
            "9f8e7d6c5b4a3210-17",
            [
                new("/orders/{id}", "GET", 1, ["c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "r-2"], [0, 1250]),
                new("/café", "POST", 40, ["r-3"], [9999]),
            ],
            208),
        ["lease-forfeited"] = new LeaseForfeited("9f8e7d6c5b4a3210-17", 250),
        ["limit-overridden"] = new LimitOverridden(0, "admin@example.com", "abuse"),
        ["limit-overridden.until"] = new LimitOverridden(500, "admin@example.com", "launch week", "2026-11-30"),
        ["override-removed"] = new OverrideRemoved("admin@example.com", "the launch is over"),
        ["resource-mapped"] = new ResourceMapped("/blog", "*", ["IT", "R&D"], "admin@example.com"),
        ["resource-unmapped"] = new ResourceUnmapped("/blog", "GET", "admin@example.com"),
        ["principals-seen"] = new PrincipalsSeen(["alice@example.com", "bob@example.com"]),
    };

    // A log may lack these, and may hold null for them.
    private static readonly string[] Optional = ["untilDay"];

    public static bool IsOptional(string field) => Optional.Contains(field);

    public static string TypeOf(string file) => file.Split('.')[0];

    public static StoredEvent Encode(object happened) => happened switch
    {
        QuotaEvent e => QuotaEventCodec.Encode(e),
        AccountEvent e => AccountEventCodec.Encode(e),
        RoleMapEvent e => RoleMapEventCodec.Encode(e),
        UsageEvent e => UsageEventCodec.Encode(e),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No codec stores this."),
    };

    public static object Decode(string file, ReadOnlySpan<byte> data) => All[file] switch
    {
        QuotaEvent => QuotaEventCodec.Decode(TypeOf(file), data),
        AccountEvent => AccountEventCodec.Decode(TypeOf(file), data),
        UsageEvent => UsageEventCodec.Decode(TypeOf(file), data),
        _ => RoleMapEventCodec.Decode(TypeOf(file), data),
    };
}
