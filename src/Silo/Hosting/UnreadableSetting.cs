using System.Text.RegularExpressions;

namespace Tollgate.Silo.Hosting;

/// <summary>A text where the configuration wants a number, a word of a list or the like, in the operator's terms.</summary>
internal static partial class UnreadableSetting
{
    /// <returns>Null for another failure.</returns>
    public static string? Describe(InvalidOperationException failure) =>
        Conversion().Match(failure.Message) is { Success: true } match
            ? $"{match.Groups["key"].Value} cannot be '{match.Groups["value"].Value}'{Expected(match.Groups["type"].Value)}."
            : null;

    private static string Expected(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "; it is a whole number",
        "System.Boolean" => "; it is true or false",
        "System.TimeSpan" => "; it is a time span such as 00:15:00",
        _ => typeof(UnreadableSetting).Assembly.GetType(type) is { IsEnum: true } words ? $"; it is one of {string.Join(", ", Enum.GetNames(words))}" : "",
    };

    // The binder of the configuration puts it into words only.
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type '(?<type>.*)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
