using System.Diagnostics;

namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

/// <summary>The executable as a user starts it.</summary>
internal static class GatewayExecutable
{
    public static Process Start(params string[] settings)
    {
        var command = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        command.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Tollgate.Local.ApiGateway.dll"));
        foreach (var argument in (string[])["--Urls=http://127.0.0.1:0", $"--Lambda:Bootstrap={RunningGateway.Bootstrap}", .. settings])
            command.ArgumentList.Add(argument);
        return Process.Start(command)!;
    }
}
