namespace Tollgate.Load.Stores;

internal enum StoreKind
{
    Sqlite,
    Memory,

    /// <summary>DynamoDB Local, in memory, as a process of its own: it counts requests and units as DynamoDB does, and is far slower.</summary>
    DynamoDb,
}
