namespace Tollgate.Local.ApiGateway.Authorizers.Policies;

public enum PolicyEffect
{
    Allow,
    Deny,
}

public sealed record PolicyStatement(PolicyEffect Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    // IAM compares actions without regard to case, resources with.
    public bool AppliesTo(string action, string resource) =>
        Actions.Any(pattern => PolicyPattern.Matches(pattern, action, ignoreCase: true))
        && Resources.Any(pattern => PolicyPattern.Matches(pattern, resource));
}
