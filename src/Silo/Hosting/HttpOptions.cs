using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Hosting;

/// <summary>The HTTP facade as a server. Where it listens is <c>Urls</c>, as for any ASP.NET Core process.</summary>
public sealed class HttpOptions
{
    public const string SectionName = "Http";

    /// <summary>Seconds between the moment that <c>/health/ready</c> begins to fail and the moment that the server stops accepting calls.</summary>
    /// <value>0; up to 100. Behind a load balancer: longer than it takes to notice.</value>
    [Range(0, 100)]
    public int DrainSeconds { get; set; }
}
