using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Tollgate.Silo.Activity;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Cluster;
using Tollgate.Silo.Dashboard;

namespace Tollgate.Silo.Administration;

/// <summary>The whole cluster at a glance: every silo is asked for its last minute, and the minutes are added up.</summary>
internal static class AdminClusterApi
{
    public static void MapAdminCluster(this RouteGroupBuilder admin) =>
        admin.MapGet("cluster", Read).WithName("readCluster").WithSummary("Silos, activations, decisions, denials, p99 and store failures of the last minute.")
            .Produces<ClusterBody>();

    private static async Task<IResult> Read(
        EverySilo<IActivityService> silos, IClusterMembershipService membership, IOptions<DashboardOptions> dashboard, TimeProvider clock)
    {
        var answers = await silos.AskAsync(static silo => silo.Read());
        return JsonAnswer.Of(
            ClusterBody.Of(clock.GetUtcNow(), answers, [.. membership.CurrentSnapshot.Members.Values], dashboard.Value.Enabled), ClusterJson.Default.ClusterBody);
    }
}
