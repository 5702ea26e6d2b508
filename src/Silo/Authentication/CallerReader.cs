using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Tollgate.Domain;
using Tollgate.Domain.Roles;

namespace Tollgate.Silo.Authentication;

/// <summary>Reads the <see cref="Caller"/> out of an accepted token's claims.</summary>
internal sealed class CallerReader(IOptions<AuthOptions> options)
{
    private const string GroupsClaim = "cognito:groups";

    private readonly string _principalClaim = options.Value.PrincipalClaim;
    private readonly string _roleClaim = options.Value.RoleClaim;
    private readonly string _adminGroup = options.Value.AdminGroup;
    private readonly bool _lowerCase = options.Value.PrincipalIgnoresCase;

    /// <returns>False where the principal claim is missing, not one string, or not a principal.</returns>
    public bool TryRead(JsonWebToken token, [NotNullWhen(true)] out Caller? caller)
    {
        caller = null;
        // From the payload: among the claims a list of one name looks like the name.
        if (!token.TryGetPayloadValue<object>(_principalClaim, out var name) || !Principal.TryParse(name as string, _lowerCase, out var principal))
            return false;

        var roles = token.Claims.Where(claim => claim.Type == _roleClaim).ToArray();
        var isText = roles.All(role => role.ValueType == ClaimValueTypes.String);
        caller = new Caller(principal, isText ? [.. RoleClaim.Parse(roles.Select(role => role.Value))] : [], IsAdmin(token));
        return true;
    }

    private bool IsAdmin(JsonWebToken token) =>
        token.Claims.Any(claim => claim.Type == GroupsClaim && claim.ValueType == ClaimValueTypes.String && claim.Value == _adminGroup);
}
