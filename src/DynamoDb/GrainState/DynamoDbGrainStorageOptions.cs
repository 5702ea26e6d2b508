using Orleans.Storage;

namespace Tollgate.DynamoDb.GrainState;

/// <summary>How states of grains are kept in DynamoDB.</summary>
public sealed class DynamoDbGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>What the keys begin with. Never change it: a state is found under it.</summary>
    /// <value>Orleans' <c>ClusterOptions.ServiceId</c>. The official provider has an empty one by default: set both the same when changing over.</value>
    public string ServiceId { get; set; } = "";

    /// <summary>Whether a cleared state is removed; else it is emptied and keeps its etag.</summary>
    /// <value>False.</value>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>How long after its last write DynamoDB may remove a state.</summary>
    /// <value>Null: never.</value>
    public TimeSpan? TimeToLive { get; set; }

    /// <value>Orleans' default for grain states.</value>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
