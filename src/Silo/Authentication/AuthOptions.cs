using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Authentication;

/// <summary>Whose tokens are believed, and which claims say who calls.</summary>
public sealed class AuthOptions : IValidatableObject
{
    public const string SectionName = "Auth";

    /// <summary>The issuer: the exact <c>iss</c> of every token; its discovery document is below it. Cognito: <c>https://cognito-idp.{region}.amazonaws.com/{poolId}</c>.</summary>
    /// <value>Required.</value>
    [Required(ErrorMessage = "Auth:Authority is required: the issuer of the tokens, such as https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc.")]
    public string Authority { get; set; } = "";

    /// <summary>The app client: the <c>aud</c> of ID tokens, the <c>client_id</c> of access tokens.</summary>
    /// <value>Required.</value>
    [Required(ErrorMessage = "Auth:Audience is required: the app client id that the tokens are for.")]
    public string Audience { get; set; } = "";

    /// <summary>The claim that names the principal. <c>email</c> is lower-cased; <c>sub</c> never changes hands and is advised.</summary>
    /// <value><c>email</c>.</value>
    [Required]
    public string PrincipalClaim { get; set; } = "email";

    /// <summary>The claim that holds the caller's roles.</summary>
    /// <value><c>custom:department</c>.</value>
    [Required]
    public string RoleClaim { get; set; } = "custom:department";

    /// <summary>Which of Cognito's tokens is accepted: <c>id</c> or <c>access</c>.</summary>
    /// <value><c>id</c>.</value>
    [RegularExpression("^(id|access)$", ErrorMessage = "Auth:TokenUse must be id or access.")]
    public string TokenUse { get; set; } = "id";

    /// <summary>Whether the issuer must be reached over TLS. Turn it off on a laptop only.</summary>
    /// <value>true.</value>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>How far the issuer's clock and ours may differ, in seconds.</summary>
    /// <value>30; 0 to 300.</value>
    [Range(0, 300)]
    public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>The group, in the claim <c>cognito:groups</c>, whose members are administrators.</summary>
    /// <value><c>tollgate-admins</c>.</value>
    [Required(ErrorMessage = "Auth:AdminGroup is required: the group whose members are administrators.")]
    public string AdminGroup { get; set; } = "tollgate-admins";

    /// <summary>How many accepted tokens are remembered, so that a token's signature is checked once. About half a kilobyte each.</summary>
    /// <value>100,000; 0 (remember none) to 10,000,000.</value>
    [Range(0, 10_000_000)]
    public int TokenCacheEntries { get; set; } = 100_000;

    /// <summary>Whether two spellings of a principal that differ in case are one.</summary>
    internal bool PrincipalIgnoresCase => PrincipalClaim == "email";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http"))
            yield return new ValidationResult($"Auth:Authority '{Authority}' is not an http or https URL.");
        else if (RequireHttpsMetadata && authority.Scheme != "https")
            yield return new ValidationResult($"Auth:Authority '{Authority}' must be https (or set Auth:RequireHttpsMetadata to false on a laptop).");
    }
}
