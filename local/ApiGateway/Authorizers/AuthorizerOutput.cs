using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers.Policies;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>What an authorizer returned: what the caller may do, and what the gateway passes on. Context values are read back as strings.</summary>
public abstract record AuthorizerOutput(string PrincipalId, IReadOnlyDictionary<string, string> Context)
{
    /// <summary>Whether a call may go through. A policy answers for each call by itself, a simple answer for all of them.</summary>
    public abstract PolicyDecision Decide(string methodArn);
}

public sealed record PolicyOutput(string PrincipalId, Policy Policy, IReadOnlyDictionary<string, string> Context) : AuthorizerOutput(PrincipalId, Context)
{
    public override PolicyDecision Decide(string methodArn) => Policy.Evaluate(methodArn);
}

public sealed record SimpleOutput(bool IsAuthorized, IReadOnlyDictionary<string, string> Context) : AuthorizerOutput("", Context)
{
    public override PolicyDecision Decide(string methodArn) => IsAuthorized ? PolicyDecision.Allowed : PolicyDecision.NotMatched;
}
