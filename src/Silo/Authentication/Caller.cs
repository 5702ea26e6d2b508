using Tollgate.Domain;

namespace Tollgate.Silo.Authentication;

/// <summary>Who calls, as an accepted token says.</summary>
/// <param name="IsAdmin">Whether the token names the admin group.</param>
/// <param name="Roles">Empty where the role claim is missing or unreadable.</param>
internal sealed record Caller(Principal Principal, IReadOnlyList<string> Roles, bool IsAdmin);
