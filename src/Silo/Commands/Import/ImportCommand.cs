using System.CommandLine;
using Tollgate.DynamoDb;
using Tollgate.DynamoDb.Import;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Commands.Import;

/// <summary>
/// Takes over from the AWS pattern: its role mappings, limits that are not the default, and what was used today. What stands in the log already
/// is left as it is, so running it again changes nothing, and running it after a failure goes on.
/// </summary>
internal static class ImportCommand
{
    private const int RowsRefused = 2;

    private static readonly StoreOption Store = StoreOption.Create();
    private static readonly Option<string> Usage = new("--usage-table") { Description = "The pattern's table of users and calls.", HelpName = "name", Required = true };
    private static readonly Option<string> Roles = new("--roles-table") { Description = "The pattern's table of resources and roles.", HelpName = "name", Required = true };
    private static readonly Option<long?> Default = new("--default-limit") { Description = "The pattern's DEFAULT_CALL_LIMIT. Default: Quota:DefaultDailyLimit.", HelpName = "calls" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be done, and write nothing." };

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("import", "Takes over roles, limits and today's usage from the two tables of the AWS pattern; exit code 2 if rows were refused.")
        {
            Usage, Roles, Default, DryRun, Store,
        };
        command.SetAction((arguments, stopping) => RunAsync(arguments, clock, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var quota = SiloSettings.ReadValid<QuotaOptions>(QuotaOptions.SectionName);
        var plan = new ImportPlan(
            arguments.GetRequiredValue(Usage),
            arguments.GetRequiredValue(Roles),
            arguments.GetValue(Default) ?? quota.DefaultDailyLimit,
            quota.DefaultDailyLimit,
            SiloSettings.Read<AuthOptions>(AuthOptions.SectionName).PrincipalClaim == "email");

        using var source = DynamoDbConnection.Open(SiloSettings.ReadValid<DynamoDbOptions>(DynamoDbOptions.SectionName));
        await using var target = await Store.OpenToWriteAsync(arguments, clock, stopping);
        var report = new ImportReport(arguments.GetValue(DryRun), error);
        var streams = new ImportStreams(target.Store, clock, arguments.GetValue(DryRun));
        var import = new ImportRun(new PatternTables(source), streams, plan, report, clock, new ProgressLine(error, clock));
        await import.RunAsync(stopping);
        await output.WriteLineAsync(report.ToString());
        return report.Refused == 0 ? 0 : RowsRefused;
    }
}
