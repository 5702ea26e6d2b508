using System.Text;
using System.Text.Json.Nodes;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Domain.Usage;

namespace Tollgate.Domain.Tests;

public sealed class GoldenFileTests
{
    public static TheoryData<string> Files => [.. StoredEvents.All.Keys];

    [Fact]
    public void EveryEventOfTheDomain_HasAGoldenFile()
    {
        var events = typeof(StoredEvent).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.BaseType is { IsAbstract: true } family && family.Name.EndsWith("Event", StringComparison.Ordinal));

        Assert.Equal(
            events.Select(type => type.FullName).Order(StringComparer.Ordinal),
            StoredEvents.All.Values.Select(happened => happened.GetType().FullName).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(StoredEvents.All.Keys.Order(StringComparer.Ordinal), GoldenFile.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Encode_GivesTheGoldenNameAndBytes(string file)
    {
        var stored = StoredEvents.Encode(StoredEvents.All[file]);
        Assert.Equal(StoredEvents.TypeOf(file), stored.Type);
        Assert.Equal(Encoding.UTF8.GetString(GoldenFile.Read(file)), Encoding.UTF8.GetString(stored.Data));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_GoldenBytes_IsTheEvent(string file) =>
        Assert.Equivalent(StoredEvents.All[file], StoredEvents.Decode(file, GoldenFile.Read(file)), strict: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FieldOfALaterVersion_IsPassedOver(string file)
    {
        var later = Fields(file);
        later["addedLater"] = new JsonObject { ["anything"] = new JsonArray(1, "two", null) };
        Assert.Equivalent(StoredEvents.All[file], StoredEvents.Decode(file, Bytes(later)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FieldsInAnotherOrder_IsTheSameEvent(string file)
    {
        var reversed = new JsonObject(Fields(file).Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        Assert.Equivalent(StoredEvents.All[file], StoredEvents.Decode(file, Bytes(reversed)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_AnyFieldMissing_IsRefused(string file)
    {
        foreach (var name in FieldNames(file).Where(name => !StoredEvents.IsOptional(name)))
        {
            var damaged = Fields(file);
            damaged.Remove(name);
            AssertRefused(file, Bytes(damaged));
        }
    }

    [Theory]
    [InlineData("{\"limit\":500,\"actor\":\"a\",\"reason\":\"r\"}")]
    [InlineData("{\"limit\":500,\"untilDay\":null,\"actor\":\"a\",\"reason\":\"r\"}")]
    public void Decode_OptionalFieldMissingOrNull_IsNone(string data) =>
        Assert.Equal(new LimitOverridden(500, "a", "r"), AccountEventCodec.Decode("limit-overridden", Encoding.UTF8.GetBytes(data)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_AnyFieldOfAnotherTypeOrName_IsRefused(string file)
    {
        foreach (var name in FieldNames(file))
        {
            var isOptional = StoredEvents.IsOptional(name);
            foreach (var wrong in new[] { isOptional ? "{}" : "null", "true", "{}", "1.5", "1e300", "[null]", "[1]", "9223372036854775808" })
            {
                var damaged = Fields(file);
                damaged[name] = JsonNode.Parse(wrong);
                AssertRefused(file, Bytes(damaged));
            }

            var swapped = Fields(file);
            swapped[name] = swapped[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number.ToString() : 7;
            AssertRefused(file, Bytes(swapped));

            if (isOptional)
                continue;
            var renamed = Fields(file);
            renamed[char.ToUpperInvariant(name[0]) + name[1..]] = renamed[name]?.DeepClone();
            renamed.Remove(name);
            AssertRefused(file, Bytes(renamed));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FieldTwice_IsRefused(string file)
    {
        var golden = Encoding.UTF8.GetString(GoldenFile.Read(file));
        foreach (var (name, value) in Fields(file))
            AssertRefused(file, Encoding.UTF8.GetBytes($"{golden[..^1]},\"{name}\":{value!.ToJsonString()}}}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_NotOneJsonObject_IsRefused(string file)
    {
        var golden = GoldenFile.Read(file);
        foreach (var wrong in new[] { "", " ", "null", "[]", "5", "\"\"", "{", "{}}", "{,}", "\uFEFF{}", "{} {}" })
            AssertRefused(file, Encoding.UTF8.GetBytes(wrong));
        AssertRefused(file, golden[..^1]);
        AssertRefused(file, [.. golden, .. golden]);
    }

    [Theory]
    [InlineData("resource-mapped", """{"resource":"/blog","method":"*","roles":["IT",null],"actor":"admin"}""")]
    [InlineData("principals-seen", """{"principals":["alice",null]}""")]
    [InlineData("lease-settled", """{"leaseId":"a-1","charges":[null],"returned":1}""")]
    [InlineData("lease-settled", """{"leaseId":"a-1","charges":[{"resource":"/","method":"GET","units":1,"requestIds":["r",null],"afterMs":[1,2]}],"returned":0}""")]
    [InlineData("lease-settled", """{"leaseId":"a-1","charges":[{"resource":"/","method":"GET","units":1,"requestIds":["r"],"afterMs":[1,2]}],"returned":0}""")]
    [InlineData("lease-settled", """{"leaseId":"a-1","charges":[{"resource":"/","method":"GET","units":1,"requestIds":["r"],"afterMs":[1]},null],"returned":0}""")]
    public void Decode_NullInAListOrCallsWithoutTheirTimes_IsRefused(string file, string data) => AssertRefused(file, Encoding.UTF8.GetBytes(data));

    [Theory]
    [InlineData("calls-charged", "\"/caf\\u00E9/{id}\"")]
    [InlineData("usage-reset", "\"ticket-4711\"")]
    [InlineData("limit-overridden.until", "\"2026-11-30\"")]
    [InlineData("resource-mapped", "\"/blog\"")]
    public void Decode_TextThatIsNotUnicode_IsRefused(string file, string text)
    {
        var golden = Encoding.UTF8.GetString(GoldenFile.Read(file));
        var pieces = golden.Split(text);
        Assert.Equal(2, pieces.Length);

        AssertRefused(file, [.. Encoding.UTF8.GetBytes(pieces[0]), (byte)'"', 0xC0, 0xAF, (byte)'"', .. Encoding.UTF8.GetBytes(pieces[1])]);
        AssertRefused(file, Encoding.UTF8.GetBytes(golden.Replace(text, "\"\\ud800\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Day-Opened")]
    [InlineData("DayOpened")]
    [InlineData("day-opened ")]
    [InlineData("never-heard-of")]
    public void Decode_UnknownName_IsRefused(string type)
    {
        foreach (var decode in new Action[]
        {
            () => QuotaEventCodec.Decode(type, "{}"u8), () => AccountEventCodec.Decode(type, "{}"u8), () => RoleMapEventCodec.Decode(type, "{}"u8),
            () => UsageEventCodec.Decode(type, "{}"u8),
        })
            Assert.Contains($"'{type}'", Assert.Throws<InvalidDataException>(decode).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NameOfAnotherStream_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => QuotaEventCodec.Decode("override-removed", GoldenFile.Read("override-removed")));
        Assert.Throws<InvalidDataException>(() => AccountEventCodec.Decode("limit-changed", GoldenFile.Read("limit-changed")));
        Assert.Throws<InvalidDataException>(() => QuotaEventCodec.Decode("resource-unmapped", GoldenFile.Read("resource-unmapped")));
        Assert.Throws<InvalidDataException>(() => RoleMapEventCodec.Decode("day-opened", GoldenFile.Read("day-opened")));
    }

    private static JsonObject Fields(string file) => JsonNode.Parse(GoldenFile.Read(file))!.AsObject();

    private static string[] FieldNames(string file) => [.. Fields(file).Select(field => field.Key)];

    private static byte[] Bytes(JsonObject fields) => Encoding.UTF8.GetBytes(fields.ToJsonString());

    private static void AssertRefused(string file, byte[] data)
    {
        var refusal = Record.Exception(() => StoredEvents.Decode(file, data));
        Assert.True(
            refusal is InvalidDataException && refusal.Message.Contains($"'{StoredEvents.TypeOf(file)}'", StringComparison.Ordinal),
            $"{file} {Encoding.UTF8.GetString(data)}: {refusal?.GetType().Name ?? "accepted"}");
    }
}
