using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Administration;

/// <summary>Lets only members of <see cref="AuthOptions.AdminGroup"/> pass, and leaves who it is for the handlers.</summary>
internal sealed class AdminAccess(CallerReader callers) : IEndpointFilter
{
    private static readonly object AdminKey = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!callers.TryRead(context.HttpContext.User, out var caller))
            return Problem.Unauthenticated;
        if (!caller.IsAdmin)
            return Problem.NotAdmin;

        context.HttpContext.Items[AdminKey] = caller.Principal.Value;
        return await next(context);
    }

    /// <summary>Who is recorded in the log for what this request changes.</summary>
    public static string ActorOf(HttpContext context) => (string)context.Items[AdminKey]!;
}
