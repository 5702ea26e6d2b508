using System.ComponentModel.DataAnnotations;

namespace Tollgate.Overload;

/// <summary>The command: run, tell, judge. Its exit code says whether every bound held.</summary>
internal static class OverloadProgram
{
    public static async Task<int> RunAsync(OverloadOptions options, TextWriter output, CancellationToken stopping)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
        {
            await output.WriteLineAsync(string.Join(' ', faults.Select(fault => fault.ErrorMessage)));
            return 1;
        }

        var report = await new OverloadRun(options, output, stopping).RunAsync();
        await report.WriteAsync(output);
        return report.Bounds.All(static bound => bound.Holds) ? 0 : 1;
    }
}
