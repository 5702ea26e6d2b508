using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Commands.Import;

/// <summary>What is taken over, and how it is read.</summary>
/// <param name="PatternLimit">Rows with this <c>CallLimit</c> have no limit of their own.</param>
/// <param name="DefaultLimit">What a day opens with for a principal without an override.</param>
/// <param name="LowerCase">Whether principals are e-mail addresses, which are lower-cased.</param>
internal sealed record ImportPlan(string UsageTable, string RolesTable, long PatternLimit, long DefaultLimit, bool LowerCase)
{
    public const string Actor = "import";

    /// <summary>Stands in the log as the source of what was used.</summary>
    public string Source => $"table {UsageTable}";

    /// <summary>Stands in the log as the reason for a limit.</summary>
    public ReasonText Reason { get; } = ReasonText.TryParse($"CallLimit in table {UsageTable}", out var reason)
        ? reason
        : throw new CommandFailedException($"'{UsageTable}' is not the name of a table.");
}
