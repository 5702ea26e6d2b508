using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Tollgate.Contenders;

/// <summary>Tokens as every ASP.NET Core service checks them.</summary>
internal static class StockBearer
{
    public static void AddStockBearer(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = builder.Configuration["Auth:Authority"];
            options.Audience = builder.Configuration["Auth:Audience"];
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
        });
    }
}
