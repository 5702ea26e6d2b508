using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Hosting;

public enum StoreProvider
{
    /// <summary>One file, one silo, no other part to run.</summary>
    Sqlite,

    /// <summary>A table that any number of silos share.</summary>
    DynamoDb,

    /// <summary>For tests: lost when the process ends.</summary>
    InMemory,
}

/// <summary>Where the event log is kept.</summary>
public sealed class StoreOptions
{
    public const string SectionName = "Store";

    /// <value>Sqlite.</value>
    [EnumDataType(typeof(StoreProvider))]
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>The file of the SQLite event log; missing folders are made.</summary>
    /// <value><c>data/tollgate.db</c>, from the working directory.</value>
    [Required]
    public string SqlitePath { get; set; } = Path.Combine("data", "tollgate.db");
}
