using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Dashboard;

/// <summary>The official Orleans Dashboard at <c>/dashboard</c>. It shows grains and methods, and counts every grain call while somebody looks.</summary>
public sealed class DashboardOptions
{
    public const string SectionName = "Dashboard";

    /// <value>False.</value>
    public bool Enabled { get; set; }

    /// <summary>Minutes that an administrator may look before asking for access again.</summary>
    /// <value>10; 1 to 60.</value>
    [Range(1, 60)]
    public int AccessMinutes { get; set; } = 10;
}
