using Tollgate.Silo.Cluster;

namespace Tollgate.Silo.Decisions;

internal static class DecisionLogRegistration
{
    public static void AddDecisionLog(this IServiceCollection services)
    {
        services.AddSingleton<LogCap>();
        services.AddSingleton<RecentDecisions>();
        services.AddSingleton<DecisionLog>();
        services.AddGrainService<DecisionsService>();
        services.AddSingleton<EverySilo<IDecisionsService>>();
    }
}
