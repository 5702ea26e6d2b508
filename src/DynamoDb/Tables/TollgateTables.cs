namespace Tollgate.DynamoDb.Tables;

/// <summary>The tables of one deployment. The names of the last two are the official Orleans providers' own, and so are their items.</summary>
public sealed class TollgateTables(string prefix)
{
    /// <summary>The event log.</summary>
    public TableDefinition Events { get; } =
        new($"{prefix}TollgateEvents", new(EventStore.EventItem.Stream, "S"), new(EventStore.EventItem.Version, "N"), EventStore.EventItem.ExpiresAt);

    /// <summary>Which silos there are, for each cluster.</summary>
    public TableDefinition Silos { get; } =
        new($"{prefix}OrleansSilos", new(Clustering.SiloItem.DeploymentId, "S"), new(Clustering.SiloItem.SiloIdentity, "S"));

    /// <summary>States of grains: snapshots, which can be made again from the log.</summary>
    public TableDefinition GrainState { get; } =
        new($"{prefix}OrleansGrainState", new(DynamoDb.GrainState.StateItem.GrainReference, "S"), new(DynamoDb.GrainState.StateItem.GrainType, "S"),
            DynamoDb.GrainState.StateItem.GrainTtl);
}
