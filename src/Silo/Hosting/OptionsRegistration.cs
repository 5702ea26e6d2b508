using Microsoft.Extensions.Options;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Check;
using Tollgate.Silo.Dashboard;
using Tollgate.Silo.Observability;
using Tollgate.Silo.WebConsole;

namespace Tollgate.Silo.Hosting;

internal static class OptionsRegistration
{
    /// <summary>Binds every section and validates it before anything starts.</summary>
    public static void AddTollgateOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        Bind<AuthOptions>(builder, AuthOptions.SectionName);
        Bind<QuotaOptions>(builder, QuotaOptions.SectionName);
        Bind<RetentionOptions>(builder, RetentionOptions.SectionName);
        Bind<RoleMapOptions>(builder, RoleMapOptions.SectionName);
        Bind<StoreOptions>(builder, StoreOptions.SectionName);
        Bind<ClusterSettings>(builder, ClusterSettings.SectionName);
        Bind<HttpOptions>(builder, HttpOptions.SectionName);
        Bind<CheckOptions>(builder, CheckOptions.SectionName);
        Bind<TelemetryOptions>(builder, TelemetryOptions.SectionName);
        Bind<DashboardOptions>(builder, DashboardOptions.SectionName);
        Bind<ConsoleOptions>(builder, ConsoleOptions.SectionName);
    }

    /// <summary>Every wrong section at once, before anything is made of one that is right.</summary>
    /// <exception cref="OptionsValidationException">One section is wrong; several are an <see cref="AggregateException"/> of these.</exception>
    public static void ValidateTollgateOptions(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    private static void Bind<TOptions>(WebApplicationBuilder builder, string section)
        where TOptions : class
    {
        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section));
    }
}
