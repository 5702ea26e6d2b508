using System.Globalization;

namespace Tollgate.Silo.Hosting;

/// <summary>Builds and runs the process. What stops the start is one plain line on standard error and exit code 1, no stack trace.</summary>
internal static class StartUp
{
    public static async Task<int> RunAsync(string[] args, Func<WebApplicationBuilder, Task> configure, Action<WebApplication> map)
    {
        // Numbers and times are written for programs, whatever LANG says.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var builder = CreateBuilder(args);
            await configure(builder);
            await using var app = builder.Build();
            app.ValidateTollgateOptions();
            app.CheckClusterAndStore();
            app.CheckListeningAddresses();
            map(app);
            return await ServeAsync(app);
        }
        catch (Exception failure) when (StartFailure.Describe(failure) is { } line)
        {
            await Console.Error.WriteLineAsync($"tollgate: {line}");
            return 1;
        }
    }

    // Told to stop before it was up, it has done so: that is no failure.
    private static async Task<int> ServeAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }
    }

    // The settings of the process, whatever it is started for.
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
}
