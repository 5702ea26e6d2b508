namespace Tollgate.Tests.Tokens.Forged;

/// <summary>A named token, made when a test asks, for the issuer that the test runs.</summary>
public sealed record TokenCase(string Name, Fault Fault, Func<TokenForge, string> Make);
