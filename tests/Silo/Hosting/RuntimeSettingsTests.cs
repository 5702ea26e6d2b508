using System.Text.Json;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Tests.Hosting;

/// <summary>What the runtime is told by the file beside the executable: a wrong name in it is an error to nobody.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("System.GC.Server", "false")]
    [InlineData("System.GC.Gen0MaxBudget", "134217728")]
    [InlineData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0")]
    public void Silo_IsRunWith(string setting, string value)
    {
        var file = Path.ChangeExtension(typeof(StoreOptions).Assembly.Location, ".runtimeconfig.json");
        using var settings = JsonDocument.Parse(File.ReadAllText(file));

        Assert.Equal(value, settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(setting).ToString().ToLowerInvariant());
    }
}
