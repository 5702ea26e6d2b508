using Tollgate.Grains;
using Tollgate.Silo.Administration;
using Tollgate.Silo.Admission;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Authorize;
using Tollgate.Silo.Check;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.Commands;
using Tollgate.Silo.Dashboard;
using Tollgate.Silo.Health;
using Tollgate.Silo.Hosting;
using Tollgate.Silo.Observability;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;
using Tollgate.Silo.WebConsole;

if (CommandLine.IsMeant(args))
    return await CommandLine.RunAsync(args);

return await StartUp.RunAsync(args, static async builder =>
{
    builder.AddTollgateOptions();
    builder.AddRequestBounds();
    builder.AddAllowedOrigins();
    builder.AddMetrics();
    builder.AddTelemetry();
    builder.AddEventStore();
    builder.AddSnapshots();
    await builder.AddOrleansSiloAsync();
    builder.AddDashboard();
    builder.Services.AddTollgateGrains();
    builder.Services.AddTokenAuthentication();
    builder.Services.AddSingleton<WaitingRoom>();
    builder.Services.AddDecisionLog();
    builder.Services.AddAuthorize();
    builder.Services.AddCheck();
    builder.Services.AddProblemAnswers();
    builder.Services.AddSingleton<StreamHistory>();
    builder.Services.AddSingleton<DayHistory>();
    builder.Services.AddAdministration();
    builder.Services.AddReadiness();
    builder.Services.AddHostedService<Retention>();
    builder.Services.AddOpenApiDocument();
}, static app =>
{
    app.UseShortWayToCheck();
    app.UseShortWayToAuthorize();
    app.UseProblemAnswers();
    app.UseRequestBounds();
    app.UseCors();
    app.UseAuthentication();
    app.UseAuthorization();
    app.MapAuthorize();
    app.MapCheck();
    app.MapQuota();
    app.MapAdministration();
    app.MapDashboard();
    app.MapConsole();
    app.MapHealth();
    app.MapMetrics();
    app.MapOpenApiDocument();
});
