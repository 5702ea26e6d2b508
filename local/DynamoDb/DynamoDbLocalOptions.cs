namespace Tollgate.Local.DynamoDb;

/// <summary>How DynamoDB Local is started.</summary>
public sealed record DynamoDbLocalOptions(int Port)
{
    /// <summary>Where the tables are kept.</summary>
    /// <value>Null: in memory, gone with the process.</value>
    public string? Folder { get; init; }

    /// <summary>Whether it will run for minutes under load, and starting fast matters less.</summary>
    public bool IsForLong { get; init; }
}
