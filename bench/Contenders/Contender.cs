namespace Tollgate.Contenders;

/// <summary>
/// Another way to answer <c>POST /v1/authorize</c>, written as its users would write it, and as well as they could. Every one answers 200 for an
/// allowed call and 429 where the day is used up.
/// </summary>
internal abstract class Contender
{
    public static Contender Of(string? name) => name switch
    {
        "noop" => new Noop(),
        "ceiling" => new Ceiling(),
        _ => throw new ArgumentException($"'{name}' is no contender."),
    };

    public abstract void AddServices(WebApplicationBuilder builder);

    public abstract void Map(WebApplication app);
}
