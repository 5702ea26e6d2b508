using System.Globalization;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>One silo as one item, attribute by attribute as the official provider of Orleans writes it. Blank texts are left out.</summary>
internal static class SiloItem
{
    /// <summary>S, the partition key: the cluster's id.</summary>
    public const string DeploymentId = "DeploymentId";

    /// <summary>S, the sort key: <c>{ip}-{port}-{generation}</c>.</summary>
    public const string SiloIdentity = "SiloIdentity";

    public const string ETag = "ETag";
    public const string MembershipVersion = "MembershipVersion";
    public const string Status = "SiloStatus";
    public const string ProxyPort = "ProxyPort";
    public const string Address = "Address";
    public const string Port = "Port";
    public const string Generation = "Generation";
    public const string IAmAliveTime = "IAmAliveTime";
    public const string SuspectingSilos = "SuspectingSilos";
    public const string SuspectingTimes = "SuspectingTimes";
    public const string StartTime = "StartTime";
    private const string HostName = "HostName";
    private const string SiloName = "SiloName";
    private const char Separator = '|';
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss.fff 'GMT'";

    public static Dictionary<string, AttributeValue> Key(string clusterId, SiloAddress silo) => new()
    {
        [DeploymentId] = new(clusterId),
        [SiloIdentity] = new(string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint.Address}-{silo.Endpoint.Port}-{silo.Generation}")),
    };

    public static Dictionary<string, AttributeValue> Write(string clusterId, MembershipEntry silo, int version, int etag)
    {
        var item = Key(clusterId, silo.SiloAddress);
        item[Address] = new(silo.SiloAddress.Endpoint.Address.ToString());
        item[Port] = Number(silo.SiloAddress.Endpoint.Port);
        item[Generation] = Number(silo.SiloAddress.Generation);
        item[Status] = Number((int)silo.Status);
        item[ProxyPort] = Number(silo.ProxyPort);
        item[StartTime] = Date(silo.StartTime);
        item[IAmAliveTime] = Date(silo.IAmAliveTime);
        item[MembershipVersion] = Number(version);
        item[ETag] = Number(etag);
        AddUnlessBlank(item, HostName, silo.HostName);
        AddUnlessBlank(item, SiloName, silo.SiloName);
        AddUnlessBlank(item, SuspectingSilos, string.Join(Separator, (silo.SuspectTimes ?? []).Select(vote => vote.Item1.ToParsableString())));
        AddUnlessBlank(item, SuspectingTimes, string.Join(Separator, (silo.SuspectTimes ?? []).Select(vote => DateText(vote.Item2))));
        return item;
    }

    /// <returns>The silo and the etag of its row.</returns>
    /// <exception cref="FormatException">The item is not that of a silo. A membership with a hole in it must not be acted on.</exception>
    public static (MembershipEntry Silo, string ETag) Read(Dictionary<string, AttributeValue> item)
    {
        var silo = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Parse(Text(item, Address) ?? throw Lacks(item, Address)), ReadNumber(item, Port), ReadNumber(item, Generation)),
            Status = (SiloStatus)ReadNumber(item, Status),
            ProxyPort = ReadNumber(item, ProxyPort),
            HostName = Text(item, HostName)!, // blank is left out
            SiloName = Text(item, SiloName)!,
            StartTime = ReadDate(Text(item, StartTime)),
            IAmAliveTime = ReadDate(Text(item, IAmAliveTime)),
        };
        var (voters, times) = (Split(item, SuspectingSilos), Split(item, SuspectingTimes));
        if (voters.Length != times.Length)
            throw new FormatException($"The silo '{Text(item, SiloIdentity)}' is suspected by {voters.Length} silos at {times.Length} times.");
        foreach (var (voter, time) in voters.Zip(times))
            silo.AddSuspector(SiloAddress.FromParsableString(voter), ReadDate(time));
        return (silo, ReadNumber(item, ETag).ToString(CultureInfo.InvariantCulture));
    }

    public static int ReadNumber(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && int.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Lacks(item, name);

    public static AttributeValue Number(int value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Date(DateTime time) => new(DateText(time));

    private static string DateText(DateTime time) => time.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static DateTime ReadDate(string? text) =>
        text is null ? default : DateTime.SpecifyKind(DateTime.ParseExact(text, DateFormat, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string[] Split(Dictionary<string, AttributeValue> item, string name) => Text(item, name)?.Split(Separator) ?? [];

    private static string? Text(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.S is { Length: > 0 } text ? text : null;

    private static void AddUnlessBlank(Dictionary<string, AttributeValue> item, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            item[name] = new(text);
    }

    private static FormatException Lacks(Dictionary<string, AttributeValue> item, string name) =>
        new($"The row '{Text(item, SiloIdentity)}' of the membership has no right {name}.");
}
