namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

internal static class Dice
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;
}
