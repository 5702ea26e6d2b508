using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.Identity;

/// <summary>What can be set, as <c>Identity:Name</c> or <c>Identity__Name</c>.</summary>
public sealed class IdentityOptions
{
    public const string SectionName = "Identity";

    /// <summary>Used where <see cref="RedirectUris"/> is empty: the app as a silo serves it, and as Vite's dev server does.</summary>
    public static readonly string[] DefaultRedirectUris = ["http://localhost:8080/console/", "http://localhost:5173/console/"];

    /// <summary>The <c>iss</c> of every token: scheme, host and port, no trailing slash. Default: the listen URL.</summary>
    public string? Issuer { get; set; }

    /// <summary>The user pool's domain, where browsers sign in. Https, as everybody hard-codes it.</summary>
    /// <value>Default: <c>https://localhost:8085</c>.</value>
    public string DomainUrl { get; set; } = "https://localhost:8085";

    /// <summary>The second issuer, which plays Okta.</summary>
    /// <value>Default: <c>https://localhost:8086</c>.</value>
    public string OktaUrl { get; set; } = "https://localhost:8086";

    /// <summary>The one app client; public, so it has no secret.</summary>
    /// <value>Default: <c>tollgate-web</c>.</value>
    [Required(ErrorMessage = "Identity:ClientId is empty.")]
    [RegularExpression(@"[A-Za-z0-9_+-]{1,128}", ErrorMessage = "Identity:ClientId is 1 to 128 letters, digits, '_', '+' or '-'.")]
    public string ClientId { get; set; } = "tollgate-web";

    /// <summary>Where a code may be sent, and a browser after sign-out; compared exactly. Https, or http on this machine.</summary>
    /// <value>Default: <see cref="DefaultRedirectUris"/>.</value>
    public IList<string> RedirectUris { get; } = [];

    /// <summary>The password of every demo user.</summary>
    /// <value>Default: <c>demo</c>.</value>
    [Required(ErrorMessage = "Identity:Password is empty.")]
    public string Password { get; set; } = "demo";

    /// <summary>How long ID and access tokens live, in minutes.</summary>
    /// <value>Default: 60.</value>
    [Range(1, 1440, ErrorMessage = "Identity:TokenLifetimeMinutes is 1 to 1440.")]
    public int TokenLifetimeMinutes { get; set; } = 60;

    /// <summary>A PEM file that keeps the RSA key, made if missing. Default: none, a new key at each start.</summary>
    public string? KeyPath { get; set; }

    /// <summary>A PEM file that keeps the TLS certificate with its key, made if missing.</summary>
    /// <value>Default: <c>tollgate/localhost.pem</c> in the user's folder for local data, so that a browser need trust it only once.</value>
    public string? CertificatePath { get; set; }
}
