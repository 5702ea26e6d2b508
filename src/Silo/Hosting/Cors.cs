using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Tollgate.Silo.Hosting;

/// <summary>Lets the pages of <see cref="HttpOptions.AllowedOrigins"/> ask, and read the quota headers; no other page.</summary>
internal static class Cors
{
    private static readonly string[] ReadableHeaders = ["RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate", "ETag"];

    public static void AddAllowedOrigins(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<HttpOptions>>(static (cors, http) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. http.Value.AllowedOrigins])
                .WithMethods("GET", "POST", "PUT", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "If-Match")
                .WithExposedHeaders(ReadableHeaders)));
    }
}
