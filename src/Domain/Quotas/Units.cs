namespace Tollgate.Domain.Quotas;

/// <summary>What one call costs: 1 to 1,000,000.</summary>
public readonly record struct Units
{
    public const long Max = 1_000_000;

    public static readonly Units One = new(1);

    private Units(long value) => Value = value;

    public long Value { get; }

    public static bool TryCreate(long value, out Units units)
    {
        var valid = value is >= 1 and <= Max;
        units = valid ? new Units(value) : default;
        return valid;
    }
}
