namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>What became of a sandbox's post: 202, 400 or 403 at the Runtime API.</summary>
public enum PostResult
{
    Accepted,
    UnknownRequestId,
    WrongState,
}
