using System.ComponentModel.DataAnnotations;
using Tollgate.Domain.Quotas;
using Tollgate.Load.Stores;

namespace Tollgate.Load;

/// <summary>How much load, on what.</summary>
internal sealed record LoadOptions : IValidatableObject
{
    /// <summary>How many users call. Every other one asks for more than its limit.</summary>
    [Range(2, 1_000_000)]
    public int Users { get; init; } = 1_000;

    /// <summary>How many different calls they make, all together; repeats come on top.</summary>
    [Range(10, 100_000_000)]
    public int Charges { get; init; } = 200_000;

    /// <summary>How many silos begin. One is stopped and one is added while the calls go on.</summary>
    [Range(2, 16)]
    public int Silos { get; init; } = 3;

    /// <summary>How many calls are under way at any time.</summary>
    [Range(1, 10_000)]
    public int Callers { get; init; } = 256;

    public StoreKind Store { get; init; } = StoreKind.Sqlite;

    /// <summary>The daily limit of every user: what each would ask if all asked the same.</summary>
    public int Limit => (Charges + Users - 1) / Users;

    /// <summary>How many different calls the user makes: half as many again as the limit, or half of it.</summary>
    public int CallsOf(int user) => user % 2 == 0 ? Greedy : (2 * Limit) - Greedy;

    private int Greedy => Limit + ((Limit + 1) / 2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Limit < 10)
            yield return new ValidationResult("Each user makes at least 10 calls: more charges, or fewer users.");
        if (Greedy > RequestMemory.Capacity)
            yield return new ValidationResult($"A day remembers {RequestMemory.Capacity} calls of a user: fewer charges, or more users.");
    }
}
