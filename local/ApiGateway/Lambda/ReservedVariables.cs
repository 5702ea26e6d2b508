namespace Tollgate.Local.ApiGateway.Lambda;

/// <summary>The variables that Lambda sets itself and refuses in a function's configuration.</summary>
public static class ReservedVariables
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    };

    public static bool Contains(string name) => Names.Contains(name) || name.StartsWith("AWS_LAMBDA_", StringComparison.Ordinal);
}
