using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Lambda;

namespace Tollgate.Local.ApiGateway.Starting;

/// <summary>Puts the stand-in together from appsettings.json, environment and command line; tests run the same host in process.</summary>
public static class GatewayHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Found beside the executable, whatever directory it is started from; watching it for changes would cost a file watcher.
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
        });

        builder.Logging.AddGatewayLogging();
        builder.WebHost.ConfigureKestrel(RequestLimits.Configure);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLambdaFunction();
        builder.Services.AddLambdaAuthorizer();
        builder.Services.AddApi();

        var app = builder.Build();
        app.RunApi();
        return app;
    }

    private static void AddGatewayLogging(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);

        // Both log a stack trace when the start fails; the one line of StartFailure says it better.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None);
    }
}
