using System.Text;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>Changes a token as a text, without the key: nothing of that can be believed, unless it undoes itself.</summary>
internal static class TokenMutations
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/~ \t\n\0\"\\é";

    private static readonly Func<Random, TokenPool, string, string>[] All =
    [
        (random, _, token) => Edit(random, token, (text, at) => text[at] = Letter(random)),
        (random, _, token) => Edit(random, token, (text, at) => text.Remove(at, 1)),
        (random, _, token) => Edit(random, token, (text, at) => text.Insert(at, Letter(random))),
        (random, _, token) => Edit(random, token, (text, at) => text[at] = char.IsUpper(text[at]) ? char.ToLowerInvariant(text[at]) : char.ToUpperInvariant(text[at])),
        (random, _, token) => Edit(random, token, (text, at) => text.Remove(at, random.Next(text.Length - at))),
        (random, _, token) => token.Length == 0 ? token : token[..^1] + Letter(random), // bits at the end that mean nothing
        (random, pool, token) => Graft(random, token, random.Pick(pool.All)),
        (random, pool, token) => $"{token},{random.Pick(pool.All)}",
        (random, pool, token) => $"{token} {random.Pick(pool.Good)}",
        (_, _, token) => token + ".",
        (_, _, token) => token + "=",
        (_, _, token) => token + new string('A', 9000),
        (_, _, token) => string.Join('.', token.Split('.').Reverse()),
        (random, _, token) => random.Pick(["Bearer", "bearer ", "BEARER  ", "Basic ", "Bearer Bearer ", " ", "\u00a0", "\ufeff"]) + token,
    ];

    public static string Mutate(Random random, TokenPool pool, string token)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            token = random.Pick(All)(random, pool, token);
        return token;
    }

    private static char Letter(Random random) => Alphabet[random.Next(Alphabet.Length)];

    private static string Edit(Random random, string token, Action<StringBuilder, int> edit)
    {
        if (token.Length == 0)
            return token;
        var text = new StringBuilder(token);
        edit(text, random.Next(text.Length));
        return text.ToString();
    }

    // One part of another token in the place of its own.
    private static string Graft(Random random, string token, string other)
    {
        var (parts, others) = (token.Split('.'), other.Split('.'));
        var at = random.Next(Math.Min(parts.Length, others.Length));
        parts[at] = others[at];
        return string.Join('.', parts);
    }
}
