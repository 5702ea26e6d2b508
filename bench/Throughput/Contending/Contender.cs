namespace Tollgate.Throughput.Contending;

/// <summary>One way to answer, as it is started anew for every round.</summary>
/// <param name="Name">Its row in the report.</param>
/// <param name="StartAsync">Starts what it needs, and the server itself.</param>
/// <param name="HasFreshTokens">Whether it is asked with more tokens than it may remember.</param>
internal sealed record Contender(string Name, Func<BenchSetting, CancellationToken, Task<RunningContender>> StartAsync, bool HasFreshTokens = false);

/// <summary>What every contender is given: an issuer, and a folder of its own.</summary>
internal sealed record BenchSetting(string Issuer, string Folder);
