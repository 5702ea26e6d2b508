using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Commands;

/// <summary>The settings that a silo would have, started in the place of the command.</summary>
internal static class SiloSettings
{
    public static string? Value(string key) => StartUp.CreateBuilder([]).Configuration[key];

    public static TOptions Read<TOptions>(string section)
        where TOptions : class, new() =>
        StartUp.CreateBuilder([]).Configuration.GetSection(section).Get<TOptions>() ?? new();

    /// <exception cref="CommandFailedException">A setting is out of bounds.</exception>
    public static TOptions ReadValid<TOptions>(string section)
        where TOptions : class, new()
    {
        var options = Read<TOptions>(section);
        var verdict = new SectionValidator<TOptions>(section).Validate(null, options);
        return verdict.Failed ? throw new CommandFailedException(string.Join(' ', verdict.Failures)) : options;
    }
}
