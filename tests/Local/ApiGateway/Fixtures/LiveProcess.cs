using System.Diagnostics;
using System.Globalization;

namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

internal static class LiveProcess
{
    public static bool Exists(string processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
