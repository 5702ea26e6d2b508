namespace Tollgate.Throughput.Capacity;

/// <summary>What no measurement tells: prices of AWS on demand in us-east-1, in dollars, and how a day is spread.</summary>
internal static class Assumptions
{
    public const double PerMillionWriteUnits = 0.625;
    public const double PerMillionReadUnits = 0.125;
    public const double PerGigabyteMonth = 0.25;
    public const double PerCpuHour = 0.04048;
    public const double PerMemoryGigabyteHour = 0.004445;

    public const double DaysPerMonth = 30;

    /// <summary>The busiest second of a day, over its average.</summary>
    public const double Peak = 3;

    /// <summary>What of its processors a silo may use at the peak: the rest is for losing one, and for rolling out the next.</summary>
    public const double Busy = 0.4;

    public const int CpusPerSilo = 2;
    public const int GigabytesPerSilo = 4;
    public const int FewestSilos = 3;

    /// <summary>Days that the log is kept.</summary>
    public const double Retention = 30;

    /// <summary>DynamoDB rounds an item up to this for its write units, so it is at most as large.</summary>
    public const double BytesPerWriteUnit = 1024;

    /// <summary>What the AWS pattern reads for a call: two items of up to 4 KB, eventually consistent.</summary>
    public const double PatternReadUnits = 1;
}
