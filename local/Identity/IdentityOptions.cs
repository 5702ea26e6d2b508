using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.Identity;

/// <summary>What can be set, as <c>Identity:Name</c> or <c>Identity__Name</c>.</summary>
public sealed class IdentityOptions
{
    public const string SectionName = "Identity";

    /// <summary>Used where <see cref="RedirectUris"/> is empty: where a Vite dev server lives.</summary>
    public const string DefaultRedirectUri = "http://localhost:5173/";

    /// <summary>The <c>iss</c> of every token: scheme, host and port, no trailing slash. Default: the listen URL.</summary>
    public string? Issuer { get; set; }

    /// <summary>The one app client; public, so it has no secret.</summary>
    /// <value>Default: <c>tollgate-web</c>.</value>
    [Required(ErrorMessage = "Identity:ClientId is empty.")]
    [RegularExpression(@"[A-Za-z0-9_+-]{1,128}", ErrorMessage = "Identity:ClientId is 1 to 128 letters, digits, '_', '+' or '-'.")]
    public string ClientId { get; set; } = "tollgate-web";

    /// <summary>Where a code may be sent; compared exactly. Https, or http on this machine.</summary>
    /// <value>Default: <see cref="DefaultRedirectUri"/>.</value>
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
}
