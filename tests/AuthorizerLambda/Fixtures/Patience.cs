namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>How long a test waits for what must come anyway: a hang fails its test, not the whole run.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
