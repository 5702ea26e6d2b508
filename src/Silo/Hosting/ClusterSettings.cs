using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Tollgate.Silo.Hosting;

public enum ClusterProvider
{
    /// <summary>One silo on this machine.</summary>
    Localhost,

    /// <summary>Any number of silos, which find each other in a table.</summary>
    DynamoDb,
}

/// <summary>How this silo finds the others. Called settings, since Orleans has ClusterOptions.</summary>
public sealed class ClusterSettings : IValidatableObject
{
    public const string SectionName = "Cluster";

    /// <value>Localhost.</value>
    [EnumDataType(typeof(ClusterProvider))]
    public ClusterProvider Provider { get; set; } = ClusterProvider.Localhost;

    /// <summary>Silos with the same id form one cluster; change it for blue/green deployments.</summary>
    /// <value><c>tollgate</c>.</value>
    [Required]
    public string ClusterId { get; set; } = "tollgate";

    /// <summary>Names the service over all its deployments; never change it.</summary>
    /// <value><c>tollgate</c>.</value>
    [Required]
    public string ServiceId { get; set; } = "tollgate";

    /// <summary>Silo to silo, TCP.</summary>
    /// <value>11111.</value>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>Orleans clients to silo, TCP.</summary>
    /// <value>30000; 0 opens none.</value>
    [Range(0, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The address under which the other silos reach this one.</summary>
    /// <value>Found: what ECS says of the task, else the first IPv4 address of this machine. With <c>Localhost</c>, 127.0.0.1.</value>
    public string? AdvertisedIP { get; set; }

    /// <summary>About how long a silo that no longer answers is taken for alive, in seconds. Shorter also means: more easily taken for dead.</summary>
    /// <value>10; 3 to 300.</value>
    [Range(3, 300)]
    public int FailureDetectionSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdvertisedIP is not null && (!IPAddress.TryParse(AdvertisedIP, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
            yield return new ValidationResult($"Cluster:AdvertisedIP '{AdvertisedIP}' is not an address that others can reach, such as 10.0.1.17.");
    }
}
