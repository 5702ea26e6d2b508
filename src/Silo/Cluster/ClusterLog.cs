namespace Tollgate.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not answer what every silo was asked.")]
    public static partial void SiloDidNotAnswer(this ILogger logger, string silo, Exception exception);
}
