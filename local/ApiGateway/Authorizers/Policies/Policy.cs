namespace Tollgate.Local.ApiGateway.Authorizers.Policies;

public enum PolicyDecision
{
    Allowed,
    ExplicitlyDenied,
    NotMatched,
}

/// <summary>An authorizer's policy, evaluated as IAM does: an explicit deny wins, and what nothing allows is denied.</summary>
public sealed record Policy(IReadOnlyList<PolicyStatement> Statements)
{
    public const string InvokeAction = "execute-api:Invoke";

    public PolicyDecision Evaluate(string methodArn)
    {
        var applying = Statements.Where(statement => statement.AppliesTo(InvokeAction, methodArn)).ToList();
        if (applying.Exists(statement => statement.Effect == PolicyEffect.Deny))
            return PolicyDecision.ExplicitlyDenied;
        return applying.Count > 0 ? PolicyDecision.Allowed : PolicyDecision.NotMatched;
    }
}
