namespace Tollgate.Contenders;

/// <summary>The token is checked, and nothing is counted: the most that a service with stock token validation can do.</summary>
internal sealed class Ceiling : Contender
{
    public override void AddServices(WebApplicationBuilder builder) => builder.AddStockBearer();

    public override void Map(WebApplication app) => app.MapPost("/v1/authorize", static () => Results.Ok()).RequireAuthorization();
}
