namespace Tollgate.Local.Demo;

/// <summary>What a system is started with.</summary>
/// <param name="Folder">An empty folder for the event log and for what the processes print.</param>
public sealed record SystemOptions(Ports Ports, string Folder, int DailyLimit)
{
    /// <summary>The issuer whose tokens the silo believes.</summary>
    /// <value>Null: Identity, which is started with the rest. Another issuer is not the system's to start.</value>
    public string? Authority { get; init; }

    /// <summary>Further settings of the silo, such as <c>Http:DrainSeconds</c>; they win over the system's own.</summary>
    public IReadOnlyDictionary<string, string> Silo { get; init; } = new Dictionary<string, string>();

    /// <summary>Further settings of Identity; they win over the system's own.</summary>
    public IReadOnlyDictionary<string, string> Identity { get; init; } = new Dictionary<string, string>();

    /// <summary>Further settings of ApiGateway and, under <c>Lambda:Environment</c>, of the authorizer; they win over the system's own.</summary>
    public IReadOnlyDictionary<string, string> ApiGateway { get; init; } = new Dictionary<string, string>();
}
