using System.ComponentModel.DataAnnotations;
using Tollgate.Load.Stores;
using Tollgate.Local.DynamoDb;

namespace Tollgate.Load;

/// <summary>The command: run, audit, tell. Its exit code says whether every user was exact.</summary>
internal static class LoadProgram
{
    public static async Task<int> RunAsync(LoadOptions options, TextWriter output, CancellationToken stopping)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
        {
            await output.WriteLineAsync(string.Join(' ', faults.Select(fault => fault.ErrorMessage)));
            return 1;
        }

        try
        {
            await using var store = await LoadStore.OpenAsync(options.Store, stopping);
            var report = await LoadRun.RunAsync(options, store.Log, output, stopping, store.Cost);
            await report.WriteAsync(output);
            if (report.IsExact)
                return 0;

            await output.WriteLineAsync(store.Keep());
            return 1;
        }
        catch (DynamoDbLocalException fault)
        {
            await output.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopped before the end; nothing was checked.");
            return 1;
        }
        catch (OperationCanceledException e)
        {
            // Nobody stopped it; unwrapped, the command line would take it for Ctrl-C and say nothing.
            throw new InvalidOperationException("The cluster gave up.", e);
        }
    }
}
