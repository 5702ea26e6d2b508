using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Administration;

/// <summary><c>?principal=</c>, read as the principal claim is.</summary>
internal sealed class AdminQuery(IOptions<AuthOptions> options)
{
    public const string Description = "Whose quota: the value of the principal claim.";

    public bool TryParsePrincipal(string? text, [NotNullWhen(true)] out Principal? principal, [NotNullWhen(false)] out Problem? problem)
    {
        problem = Principal.TryParse(text, options.Value.PrincipalIgnoresCase, out principal)
            ? null
            : Problem.Invalid("invalid-principal", "principal is 1 to 256 bytes without control characters.");
        return principal is not null;
    }
}
