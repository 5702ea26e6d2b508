using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.ApiGateway;

public sealed class CorsOptions
{
    /// <value>Default <c>*</c>. Empty: the gateway adds no header of its own, and a preflight is a call like any other.</value>
    public string AllowOrigin { get; set; } = "*";

    /// <value>Default the list that API Gateway's console proposes.</value>
    [Required]
    public string AllowHeaders { get; set; } = "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token";

    /// <value>Default the methods of all routes, and OPTIONS.</value>
    public string? AllowMethods { get; set; }

    /// <value>Default none: a script in a page sees no header beyond the few that are always shown.</value>
    public string? ExposeHeaders { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(AllowOrigin);
}
