using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>Signed by the right key, under a name that is not its own. Whoever tries all keys, or looks a kid up in a file, is lost.</summary>
internal static class KeyForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        new("kid missing", Fault.Key, forge => forge.Draft().WithoutHeader("kid").Write()),
        Named("kid null", null),
        Named("kid empty", ""),
        Named("kid number", 1),
        Named("kid unknown", "no-such-key"),
        Named("kid is a path", "../../../../../../dev/null"),
        Named("kid is SQL", "x' UNION SELECT 'key' --"),
        Named("kid is a URL", "http://127.0.0.1:9/key"),
        Named("kid is unicode", "\u202eключ\U0001F511\u0000"),
        // The one forgery with two faults: a kid of 10 KB makes a token of more than 8 KB.
        new("kid of 10 KB", Fault.Key | Fault.Size, forge => forge.Draft().WithHeader("kid", new string('k', 10 * 1024)).Write()),
        new("kid in small letters", Fault.Key, forge => forge.Draft().WithHeader("kid", forge.Key.Kid.ToLowerInvariant()).Write()),
        new("kid with a space after", Fault.Key, forge => forge.Draft().WithHeader("kid", forge.Key.Kid + " ").Write()),
        new("kid array of the right one", Fault.Key, forge => forge.Draft().WithHeader("kid", new JsonArray(forge.Key.Kid)).Write()),
    ];

    private static TokenCase Named(string name, JsonNode? kid) =>
        new(name, Fault.Key, forge => forge.Draft().WithHeader("kid", kid?.DeepClone()).Write());
}
