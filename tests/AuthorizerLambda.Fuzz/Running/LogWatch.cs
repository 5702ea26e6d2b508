using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

/// <summary>Reads what a process prints and keeps what should not be there: a token, or what is no JSON object.</summary>
internal sealed class LogWatch(StreamReader output)
{
    // Parts of tokens are longer than any name or UUID, and every JWT begins with the base64url of {".
    private const int LongestName = 64;
    private const string JwtStart = "eyJ";

    public int Lines { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>Until the process ends.</summary>
    public async Task WatchAsync()
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Lines++;
            if (!IsGood(line))
                Fault ??= line;
        }
    }

    // What a string says, not how JSON writes it: of an escape, the digits are no part of the text.
    private static bool IsGood(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && !HoldsToken(json.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HoldsToken(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(static member => HoldsToken(member.Name) || HoldsToken(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsToken),
        JsonValueKind.String => HoldsToken(value.GetString()!),
        _ => HoldsToken(value.GetRawText()),
    };

    private static bool HoldsToken(string text)
    {
        var run = 0;
        foreach (var letter in text)
        {
            run = char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? run + 1 : 0;
            if (run > LongestName)
                return true;
        }

        return text.Contains(JwtStart, StringComparison.Ordinal);
    }
}
