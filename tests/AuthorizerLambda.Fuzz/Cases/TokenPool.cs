using System.Text.Json.Nodes;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>
/// Tokens to begin with: good ones of every role, every known forgery, and good ones with claims changed at random and signed again. Whether one
/// may be believed is not noted here; the verifier finds out by itself.
/// </summary>
internal sealed class TokenPool
{
    private const int Users = 5;

    private static readonly string[][] Departments = [["IT"], ["Finance"], ["IT", "Finance"], ["Sales"], ["[IT, Sales]"], []];

    private static readonly string[] Claims = ["iss", "aud", "exp", "nbf", "iat", "token_use", "email", "sub", "custom:department", "client_id", "email_verified"];

    private static readonly Func<JsonNode?>[] OddValues =
    [
        () => null, () => "", () => 0, () => -1, () => 1e300, () => 4102444800, () => "4102444800", () => true, () => new JsonArray(), () => new JsonObject(),
        () => new JsonArray("tollgate-web", "another"), () => new JsonArray("tollgate-web"), () => "tollgate-web ", () => "access", () => "id", () => "IT",
        () => "[IT", () => new JsonArray("IT", 7), () => "alice@example.com\0", () => "ALICE@EXAMPLE.COM", () => new string('a', 3000), () => "\ud83d\ude00",
    ];

    private TokenPool(IReadOnlyList<string> good, IReadOnlyList<string> all) => (Good, All) = (good, all);

    public IReadOnlyList<string> Good { get; }

    public IReadOnlyList<string> All { get; }

    public static TokenPool Fill(TokenForge forge, Random random, int changed)
    {
        var far = forge.Clock.GetUtcNow().AddDays(1); // a long run must not outlive its own tokens
        var good = Enumerable.Range(0, Users)
            .SelectMany(user => Departments.Select(departments => forge.Issue(new TokenSpec { Email = $"user{user}@example.com", Departments = departments, ExpiresAt = far })))
            .ToList();
        var forged = Forgeries.All.Select(forgery => forgery.Make(forge));
        var resigned = Enumerable.Range(0, changed).Select(_ => Change(forge.Draft(new TokenSpec { ExpiresAt = far }), random)).ToList();
        return new TokenPool(good, [.. good, .. forged, .. resigned]);
    }

    private static string Change(TokenDraft draft, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var claim = random.Pick(Claims);
            _ = random.Next(4) switch
            {
                0 => draft.Without(claim),
                1 => draft.With(claim.ToUpperInvariant(), random.Pick(OddValues)()),
                _ => draft.With(claim, random.Pick(OddValues)()),
            };
        }

        // A member twice, one of them honest: readers disagree about which counts.
        if (random.Chance(0.2) && draft.ClaimsJson() is ['{', .. var members])
            draft.RawPayload($$"""{"{{random.Pick(Claims)}}":"{{random.Pick(Claims)}}",{{members}}""");
        return draft.Write();
    }
}
