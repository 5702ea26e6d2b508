using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Administration;

/// <summary>Lets only members of <see cref="AuthOptions.AdminGroup"/> pass.</summary>
internal sealed class AdminAccess : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Caller().IsAdmin ? next(context) : ValueTask.FromResult<object?>(Problem.NotAdmin);

    /// <summary>Who is recorded in the log for what this request changes.</summary>
    public static string ActorOf(HttpContext context) => context.Caller().Principal.Value;
}
