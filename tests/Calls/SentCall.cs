namespace Tollgate.Tests.Calls;

/// <summary>One call to the silo, and what came back.</summary>
/// <param name="Answer">Null where the silo went down before it had answered.</param>
public sealed record SentCall(string User, string RequestId, SiloAnswer? Answer);
