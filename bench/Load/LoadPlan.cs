namespace Tollgate.Load;

/// <summary>One call to make: its number is its request id.</summary>
internal readonly record struct PlannedCall(int User, int Number);

/// <summary>Every call of a run, in the order in which callers take them. The same options give the same plan.</summary>
internal static class LoadPlan
{
    private const int RepeatedInTen = 1;
    private const int Seed = 20261122;

    // Shuffled as a whole: a repeat may be decided with, long after or before what it repeats.
    public static PlannedCall[] Make(LoadOptions options)
    {
        var random = new Random(Seed);
        var calls = new List<PlannedCall>();
        for (var user = 0; user < options.Users; user++)
        {
            var count = options.CallsOf(user);
            for (var number = 0; number < count; number++)
                calls.Add(new(user, number));
            for (var repeat = 0; repeat < count * RepeatedInTen / 10; repeat++)
                calls.Add(new(user, random.Next(count)));
        }

        var plan = calls.ToArray();
        random.Shuffle(plan);
        return plan;
    }
}
