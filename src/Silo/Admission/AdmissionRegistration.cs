using Tollgate.Silo.Observability;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Admission;

internal static class AdmissionRegistration
{
    private static readonly PreparedProblem Overloaded =
        new(Problem.Unavailable("overloaded", "More calls are waiting than can be decided in time."));

    public static void AddAdmission(this IServiceCollection services) => services.AddSingleton<WaitingRoom>();

    /// <summary>Says so at once where there is no room, before anything is read, checked or counted: saying no must cost next to nothing.</summary>
    public static void UseAdmission(this WebApplication app)
    {
        var room = app.Services.GetRequiredService<WaitingRoom>();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<NeedsRoom>() is null || room.HasRoom() ? next(context) : RefuseAsync(context));
    }

    /// <summary>The endpoint is asked only while there is room.</summary>
    public static RouteHandlerBuilder NeedsRoom(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new NeedsRoom());

    private static Task RefuseAsync(HttpContext context)
    {
        SiloInstruments.CountDecision("overloaded");
        return Overloaded.WriteAsync(context);
    }
}

internal sealed class NeedsRoom;
