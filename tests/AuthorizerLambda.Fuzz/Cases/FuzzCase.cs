namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>One event, as it is handed to the function.</summary>
/// <param name="IsUntouched">An honest event with an honest path and a good token: what may be allowed must be.</param>
internal sealed record FuzzCase(byte[] Event, bool IsUntouched);
