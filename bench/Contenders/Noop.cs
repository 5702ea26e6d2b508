namespace Tollgate.Contenders;

/// <summary>Kestrel and one endpoint that does nothing: what HTTP alone costs.</summary>
internal sealed class Noop : Contender
{
    public override void AddServices(WebApplicationBuilder builder)
    {
    }

    public override void Map(WebApplication app) => app.MapPost("/v1/authorize", static () => Results.Ok());
}
