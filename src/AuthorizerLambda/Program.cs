using Tollgate.AuthorizerLambda;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;

const int Failed = 1;

var log = new JsonLog(Console.OpenStandardOutput(), TimeProvider.System);
if (!RuntimeClient.TryCreate(Environment.GetEnvironmentVariable(RuntimeClient.AddressVariable), out var runtime, out var unreachable))
{
    log.CannotStart(unreachable);
    return Failed;
}

using (runtime)
{
    if (!AuthorizerOptions.TryRead(Environment.GetEnvironmentVariable, out var options, out var fault))
    {
        log.CannotStart(fault);
        await runtime.TryReportInitErrorAsync(new InvocationError("Tollgate.InvalidOptions", fault));
        return Failed;
    }

    using var facade = FacadeClient.Create(options.Url);
    var handler = new Handler(facade, options, TimeProvider.System, log);
    var loop = new RuntimeLoop(runtime, handler.HandleAsync, log);
    try
    {
        await loop.RunAsync(CancellationToken.None);
    }
    catch (RuntimeFailedException fatal)
    {
        log.RuntimeFailed(fatal.Message);
    }

    return Failed;
}
