namespace Tollgate.Silo.Cluster;

/// <summary>What the silos of the cluster said, in the order of their addresses.</summary>
/// <param name="Silent">Active silos that gave no answer in time: whatever they know is missing.</param>
internal sealed record SiloAnswers<TAnswer>(IReadOnlyList<SiloAnswer<TAnswer>> Given, IReadOnlyList<string> Silent);

/// <param name="Silo">The address that silos know each other by, such as <c>10.0.1.7:11111</c>.</param>
internal sealed record SiloAnswer<TAnswer>(string Silo, TAnswer Answer);
