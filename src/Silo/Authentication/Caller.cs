using Microsoft.AspNetCore.Http.Features;
using Tollgate.Domain;

namespace Tollgate.Silo.Authentication;

/// <summary>Who calls, as an accepted token says. One instance serves every call with that token.</summary>
/// <param name="Roles">Empty where the role claim is missing or unreadable.</param>
/// <param name="IsAdmin">Whether the token's groups hold <see cref="AuthOptions.AdminGroup"/>.</param>
internal sealed record Caller(Principal Principal, IReadOnlyList<string> Roles, bool IsAdmin);

internal static class CallerOfRequest
{
    /// <summary>Who calls an endpoint that requires authorization.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
