namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>Where a sandbox stands in the Runtime API's state machine.</summary>
public enum SandboxState
{
    /// <summary>The process runs its initialization and has not asked for an event yet.</summary>
    Starting,

    /// <summary>It has reported an initialization error and is about to exit.</summary>
    InitFailed,

    /// <summary>It waits in <c>next</c>.</summary>
    Idle,

    /// <summary>It works on an event.</summary>
    Running,

    /// <summary>It may ask for the next event.</summary>
    Answered,

    /// <summary>It is gone, or killed and going.</summary>
    Dead,
}
