using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Tollgate.DynamoDb;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Tests.Hosting;

/// <summary>docs/configuration.md names every setting there is, no other, and the defaults that are in force.</summary>
public sealed partial class ConfigurationPageTests
{
    private static readonly IReadOnlyDictionary<string, string> Page = Row()
        .Matches(File.ReadAllText(Repository.PathOf("docs", "configuration.md")))
        .DistinctBy(row => row.Groups["key"].Value)
        .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["default"].Value);

    private static readonly IReadOnlyDictionary<string, object?> Settings = new[] { typeof(StoreOptions), typeof(QuotaOptions), typeof(DynamoDbOptions) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.GetField("SectionName") is not null)
        .SelectMany(type => type.GetProperties().Where(IsBound), (type, property) => (Section: Section(type), property, Of: type))
        .ToDictionary(setting => $"{setting.Section}:{setting.property.Name}", setting => setting.property.GetValue(Activator.CreateInstance(setting.Of)));

    [Fact]
    public void EverySetting_IsOnThePage() => Assert.Empty(Settings.Keys.Except(Page.Keys));

    [Fact]
    public void EverySettingOfThePage_IsOne() =>
        Assert.Empty(Page.Keys.Where(key => Settings.Keys.Any(setting => setting.Split(':')[0] == key.Split(':')[0])).Except(Settings.Keys));

    [Fact]
    public void EveryDefaultThatIsAValue_IsTheOneInForce()
    {
        var values = Page.Where(row => Settings.ContainsKey(row.Key) && Value().IsMatch(row.Value)).ToList();

        Assert.NotEmpty(values);
        Assert.All(values, row => Assert.Equal(Text(Settings[row.Key]), row.Value.Trim('`').Replace(",", "", StringComparison.Ordinal), ignoreCase: true));
    }

    // What is worked out from the others is not set; a list is filled, not replaced.
    private static bool IsBound(PropertyInfo property) =>
        property.CanWrite || (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)));

    private static string Section(Type type) => (string)type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    // The settings of a list are written Section:List:N or Section:List:N:Setting, and are one setting here.
    [GeneratedRegex(@"^\| `(?<key>\w+:\w+)(?::N(?::\w+)?)?` \| (?<default>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    // A number, or one word or path in backticks; not a sentence on where the value is found.
    [GeneratedRegex(@"^(?:[\d,.]+|`[^`]+`)$")]
    private static partial Regex Value();
}
