using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Hosting;

public enum ClusterProvider
{
    /// <summary>One silo on this machine.</summary>
    Localhost,
}

/// <summary>How this silo finds the others. Called settings, since Orleans has ClusterOptions.</summary>
public sealed class ClusterSettings
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
}
