using Microsoft.Extensions.Logging;

namespace Tollgate.Grains.Roles;

internal static partial class RoleMapLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The role map could not be read.")]
    public static partial void RoleMapNotRefreshed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The role map's grain cannot be reached; changes are found by reading.")]
    public static partial void RoleMapNotFollowed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The role map was asked to begin with the configured mappings: {Status}, version {Version}.")]
    public static partial void RoleMapBootstrapped(this ILogger logger, RoleMapStatus status, long version);
}
