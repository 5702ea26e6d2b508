using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.ApiGateway.Rest;

public sealed class CorsOptions
{
    /// <value>Default <c>*</c>.</value>
    [Required]
    public string AllowOrigin { get; set; } = "*";

    /// <value>Default the list that API Gateway's console proposes.</value>
    [Required]
    public string AllowHeaders { get; set; } = "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token";

    /// <value>Default the methods of all routes, and OPTIONS.</value>
    public string? AllowMethods { get; set; }
}
