using System.Text;
using System.Text.Json.Nodes;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests;

public sealed class GoldenFileTests
{
    public static TheoryData<string> Types => [.. StoredEvents.All.Keys];

    [Fact]
    public void EveryEventOfTheDomain_HasAGoldenFile()
    {
        var events = typeof(StoredEvent).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.BaseType is { IsAbstract: true } family && family.Name.EndsWith("Event", StringComparison.Ordinal));

        Assert.Equal(
            events.Select(type => type.FullName).Order(StringComparer.Ordinal),
            StoredEvents.All.Values.Select(happened => happened.GetType().FullName).Order(StringComparer.Ordinal));
        Assert.Equal(StoredEvents.All.Keys.Order(StringComparer.Ordinal), GoldenFile.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Encode_GivesTheGoldenNameAndBytes(string type)
    {
        var stored = StoredEvents.Encode(StoredEvents.All[type]);
        Assert.Equal(type, stored.Type);
        Assert.Equal(Encoding.UTF8.GetString(GoldenFile.Read(type)), Encoding.UTF8.GetString(stored.Data));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_GoldenBytes_IsTheEvent(string type) =>
        Assert.Equivalent(StoredEvents.All[type], StoredEvents.Decode(type, GoldenFile.Read(type)), strict: true);

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_FieldOfALaterVersion_IsPassedOver(string type)
    {
        var later = Fields(type);
        later["addedLater"] = new JsonObject { ["anything"] = new JsonArray(1, "two", null) };
        Assert.Equivalent(StoredEvents.All[type], StoredEvents.Decode(type, Bytes(later)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_FieldsInAnotherOrder_IsTheSameEvent(string type)
    {
        var reversed = new JsonObject(Fields(type).Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        Assert.Equivalent(StoredEvents.All[type], StoredEvents.Decode(type, Bytes(reversed)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_AnyFieldMissing_IsRefused(string type)
    {
        foreach (var name in FieldNames(type))
        {
            var damaged = Fields(type);
            damaged.Remove(name);
            AssertRefused(type, Bytes(damaged));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_AnyFieldOfAnotherTypeOrName_IsRefused(string type)
    {
        foreach (var name in FieldNames(type))
        {
            foreach (var wrong in new[] { "null", "true", "{}", "1.5", "1e300", "[null]", "[1]", "9223372036854775808" })
            {
                var damaged = Fields(type);
                damaged[name] = JsonNode.Parse(wrong);
                AssertRefused(type, Bytes(damaged));
            }

            var swapped = Fields(type);
            swapped[name] = swapped[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number.ToString() : 7;
            AssertRefused(type, Bytes(swapped));

            var renamed = Fields(type);
            renamed[char.ToUpperInvariant(name[0]) + name[1..]] = renamed[name]?.DeepClone();
            renamed.Remove(name);
            AssertRefused(type, Bytes(renamed));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_FieldTwice_IsRefused(string type)
    {
        var golden = Encoding.UTF8.GetString(GoldenFile.Read(type));
        foreach (var (name, value) in Fields(type))
            AssertRefused(type, Encoding.UTF8.GetBytes($"{golden[..^1]},\"{name}\":{value!.ToJsonString()}}}"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_NotOneJsonObject_IsRefused(string type)
    {
        var golden = GoldenFile.Read(type);
        foreach (var wrong in new[] { "", " ", "null", "[]", "5", "\"\"", "{", "{}}", "{,}", "\uFEFF{}", "{} {}" })
            AssertRefused(type, Encoding.UTF8.GetBytes(wrong));
        AssertRefused(type, golden[..^1]);
        AssertRefused(type, [.. golden, .. golden]);
    }

    [Theory]
    [InlineData("calls-charged", "\"/caf\\u00E9/{id}\"")]
    [InlineData("resource-mapped", "\"/blog\"")]
    public void Decode_TextThatIsNotUnicode_IsRefused(string type, string text)
    {
        var golden = Encoding.UTF8.GetString(GoldenFile.Read(type));
        var pieces = golden.Split(text);
        Assert.Equal(2, pieces.Length);

        AssertRefused(type, [.. Encoding.UTF8.GetBytes(pieces[0]), (byte)'"', 0xC0, 0xAF, (byte)'"', .. Encoding.UTF8.GetBytes(pieces[1])]);
        AssertRefused(type, Encoding.UTF8.GetBytes(golden.Replace(text, "\"\\ud800\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Day-Opened")]
    [InlineData("DayOpened")]
    [InlineData("day-opened ")]
    [InlineData("never-heard-of")]
    public void Decode_UnknownName_IsRefused(string type)
    {
        Assert.Throws<InvalidDataException>(() => QuotaEventCodec.Decode(type, "{}"u8));
        Assert.Throws<InvalidDataException>(() => RoleMapEventCodec.Decode(type, "{}"u8));
    }

    [Fact]
    public void Decode_NameOfTheOtherStream_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => QuotaEventCodec.Decode("resource-unmapped", GoldenFile.Read("resource-unmapped")));
        Assert.Throws<InvalidDataException>(() => RoleMapEventCodec.Decode("day-opened", GoldenFile.Read("day-opened")));
    }

    private static JsonObject Fields(string type) => JsonNode.Parse(GoldenFile.Read(type))!.AsObject();

    private static string[] FieldNames(string type) => [.. Fields(type).Select(field => field.Key)];

    private static byte[] Bytes(JsonObject fields) => Encoding.UTF8.GetBytes(fields.ToJsonString());

    private static void AssertRefused(string type, byte[] data)
    {
        var refusal = Record.Exception(() => StoredEvents.Decode(type, data));
        Assert.True(refusal is InvalidDataException, $"{type} {Encoding.UTF8.GetString(data)}: {refusal?.GetType().Name ?? "accepted"}");
    }
}
