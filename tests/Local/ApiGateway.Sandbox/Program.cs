using Tollgate.Local.ApiGateway.Sandbox;

// A function for the stand-in's tests: a real process that speaks the Runtime API and does what the token says.
using var runtime = new RuntimeClient(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!);

switch (Environment.GetEnvironmentVariable("SCRIPT_INIT"))
{
    case "error":
        await runtime.PostInitErrorAsync("no configuration");
        return 1;
    case "exit":
        return 3;
    case "hang":
        await Script.Forever;
        break;
}

Console.WriteLine("scripted bootstrap is up");
while (true)
    await Script.PlayAsync(runtime, await runtime.NextAsync());
