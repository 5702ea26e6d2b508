using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Commands;

/// <summary>The settings that a silo would have, started in the place of the command.</summary>
internal static class SiloSettings
{
    public static TOptions Read<TOptions>(string section)
        where TOptions : class, new() =>
        StartUp.CreateBuilder([]).Configuration.GetSection(section).Get<TOptions>() ?? new();
}
