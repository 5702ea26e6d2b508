using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Http;
using Tollgate.Local.ApiGateway.Rest;
using Tollgate.Local.ApiGateway.Rest.Responses;
using Tollgate.Local.ApiGateway.Routes;
using Tollgate.Local.ApiGateway.WebSockets;

namespace Tollgate.Local.ApiGateway;

public static class ApiHosting
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.SectionName).PostConfigure(AddDefaultRoute).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<CorsHeaders>();
        services.AddSingleton<MockIntegration>();
        services.AddSingleton<GatewayResponseWriter>();
        services.AddSingleton(provider => new ResourceTable(Options(provider).Routes));
        services.AddSingleton(provider => new RouteTable(Options(provider).Routes));
        services.AddSingleton<RestApi>();
        services.AddSingleton<HttpApi>();
        services.AddSingleton<WebSocketApi>();
        services.AddSingleton<IApi>(provider => Options(provider).ProtocolType switch
        {
            ProtocolType.Rest => provider.GetRequiredService<RestApi>(),
            ProtocolType.Http => provider.GetRequiredService<HttpApi>(),
            _ => provider.GetRequiredService<WebSocketApi>(),
        });
        services.AddSingleton<ApiHandler>();
    }

    public static void RunApi(this IApplicationBuilder app)
    {
        // Made on the first call, so that a wrong option is reported by the validation at start and not from here.
        var handler = new Lazy<ApiHandler>(app.ApplicationServices.GetRequiredService<ApiHandler>);
        app.UseWebSockets();
        app.Run(http => handler.Value.HandleAsync(http));
    }

    private static GatewayOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<GatewayOptions>>().Value;

    private static void AddDefaultRoute(GatewayOptions options)
    {
        if (options.Routes.Count == 0)
            options.Routes.Add(ApiRouteOptions.Blog);
    }
}
