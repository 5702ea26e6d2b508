using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Lambda.RuntimeApi;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Lambda;

public static class LambdaHosting
{
    public static void AddLambdaFunction(this IServiceCollection services)
    {
        services.AddOptions<AwsOptions>().BindConfiguration(AwsOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AwsOptions>, AwsOptionsValidator>();
        services.AddOptions<LambdaOptions>().BindConfiguration(LambdaOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LambdaOptions>, LambdaOptionsValidator>();

        services.AddSingleton<SandboxLauncher>();
        services.AddSingleton<SandboxPool>();
        services.AddSingleton<RuntimeApiServer>();
        services.AddHostedService(provider => provider.GetRequiredService<RuntimeApiServer>());
    }
}
