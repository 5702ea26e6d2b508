namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;

/// <summary>What a believable token says of its bearer.</summary>
internal sealed record Claims(string Principal, IReadOnlyList<string> Roles);
