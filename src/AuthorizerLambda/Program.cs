using Microsoft.Win32.SafeHandles;
using Tollgate.AuthorizerLambda;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;

const int Failed = 1;
const int StandardOutput = 1;

// Not Console's stream, which would make a terminal ready first, signals and all.
using var output = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
var log = new JsonLog(output, TimeProvider.System);
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
        var running = loop.RunAsync(CancellationToken.None);
        await WarmUp.RunAsync(); // while the first event is on its way
        await running;
    }
    catch (RuntimeFailedException fatal)
    {
        log.RuntimeFailed(fatal.Message);
    }

    return Failed;
}
