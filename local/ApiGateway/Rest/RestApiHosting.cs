using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Rest.Responses;

namespace Tollgate.Local.ApiGateway.Rest;

public static class RestApiHosting
{
    public static void AddRestApi(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.SectionName).PostConfigure(AddDefaultRoute).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<CorsHeaders>();
        services.AddSingleton<GatewayResponseWriter>();
        services.AddSingleton(provider => new RouteTable(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.Routes));
        services.AddSingleton<RestApi>();
    }

    public static void RunRestApi(this IApplicationBuilder app)
    {
        // Made on the first call, so that a wrong option is reported by the validation at start and not from here.
        var api = new Lazy<RestApi>(app.ApplicationServices.GetRequiredService<RestApi>);
        app.Run(http => api.Value.HandleAsync(http));
    }

    private static void AddDefaultRoute(GatewayOptions options)
    {
        if (options.Routes.Count == 0)
            options.Routes.Add(RouteOptions.Blog);
    }
}
