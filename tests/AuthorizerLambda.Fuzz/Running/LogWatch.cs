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
            if (HoldsToken(line) || !IsJson(line))
                Fault ??= line;
        }
    }

    public static bool HoldsToken(string line)
    {
        var run = 0;
        foreach (var letter in line)
        {
            run = char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? run + 1 : 0;
            if (run > LongestName)
                return true;
        }

        return line.Contains(JwtStart, StringComparison.Ordinal);
    }

    private static bool IsJson(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
