using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Hosting;

/// <summary>The HTTP facade as a server. Where it listens is <c>Urls</c>, as for any ASP.NET Core process.</summary>
public sealed class HttpOptions : IValidatableObject
{
    public const string SectionName = "Http";

    /// <summary>Origins of pages that may ask from a browser, such as <c>https://app.example.com</c>.</summary>
    /// <value>None.</value>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Seconds between the moment that <c>/health/ready</c> begins to fail and the moment that the server stops accepting calls.</summary>
    /// <value>0; up to 100. Behind a load balancer: longer than it takes to notice.</value>
    [Range(0, 100)]
    public int DrainSeconds { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in AllowedOrigins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
                yield return new ValidationResult($"Http:AllowedOrigins: '{origin}' is not an origin such as https://app.example.com.");
    }
}
