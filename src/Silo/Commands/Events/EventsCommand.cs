using System.CommandLine;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Commands.Events;

/// <summary>Prints one principal's day. A day without events is an answer, not a failure.</summary>
internal static class EventsCommand
{
    private static readonly StoreOption Store = StoreOption.Create();
    private static readonly Option<string> Of = new("--principal") { Description = "Whose day.", HelpName = "name", Required = true };
    private static readonly Option<string?> Day = new("--day") { Description = "Which UTC day, as 2026-11-22. Default: today.", HelpName = "date" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, instead of a table." };

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("events", "Prints a principal's day, event by event; a silo may serve the log meanwhile.") { Of, Day, Json, Store };
        command.SetAction((arguments, stopping) => RunAsync(arguments, clock, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var principal = ReadPrincipal(arguments.GetRequiredValue(Of));
        var day = ReadDay(arguments.GetValue(Day), clock);
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        using var log = await Store.OpenAsync(arguments, clock, stopping);
        var history = new FoldedDay(log.Reader, principal, day);

        var isJson = arguments.GetValue(Json);
        var written = isJson ? await EventLines.WriteAsync(output, history, stopping) : await EventTable.WriteAsync(output, history, stopping);
        if (!written)
            await (isJson ? error : output).WriteLineAsync($"{principal} has no events on {day}.");
        return 0;
    }

    private static Principal ReadPrincipal(string text) =>
        Principal.TryParse(text, SiloSettings.Read<AuthOptions>(AuthOptions.SectionName).PrincipalClaim == "email", out var principal)
            ? principal
            : throw new CommandFailedException($"--principal must be 1 to {Principal.MaxBytes} bytes of text without control characters.");

    private static QuotaDay ReadDay(string? text, TimeProvider clock) =>
        text is null ? QuotaDay.Of(clock.GetUtcNow())
        : QuotaDay.TryParse(text, out var day) ? day
        : throw new CommandFailedException($"--day '{text}' is not a day, such as 2026-11-22.");
}
