using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>Case n of a seed: the same seed, the same changes at the same places.</summary>
internal sealed class CaseMaker(TokenPool pool, int seed)
{
    private const double Untouched = 0.5;
    private const double Bytewise = 0.15;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public FuzzCase Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) ^ number));
        var (hasGoodToken, hasHonestPath) = (random.Chance(0.6), random.Chance(0.7));
        var token = hasGoodToken ? random.Pick(pool.Good)
            : random.Chance(0.5) ? random.Pick(pool.All)
            : TokenMutations.Mutate(random, pool, random.Pick(pool.All));
        var authorization = random.Chance(0.5) ? $"Bearer {token}" : token;
        var method = random.Pick(["GET", "GET", "GET", "HEAD", "POST", "DELETE"]);
        var path = hasHonestPath ? Paths.PickHonest(random) : Paths.Make(random);
        var json = random.Pick(EventTemplates.All)($"case-{number}", authorization, method, path);

        var change = random.NextDouble();
        if (change > Untouched)
            EventMutations.Mutate(random, pool, json);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json, Plain);
        if (change > 1 - Bytewise)
            bytes = ByteMutations.Mutate(random, bytes);
        return new FuzzCase(bytes, hasGoodToken && hasHonestPath && change <= Untouched);
    }
}
