using System.Globalization;
using System.Text;
using Tollgate.Silo.Administration;

namespace Tollgate.Silo.Usage;

/// <summary>All pages of a query as one CSV file (RFC 4180), written as they are read.</summary>
internal sealed class UsageCsv(UsageList list, UsageQuery query, UsageBody first) : IResult
{
    public const string MediaType = "text/csv";

    private const string Header = "day,principal,limit,used,remaining\r\n";

    // What a spreadsheet would take for a formula.
    private const string Formula = "=+-@\t\r";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"tollgate-{first.Day}.csv\"";
        await response.WriteAsync(Header, httpContext.RequestAborted);
        for (var page = first; ;)
        {
            await response.WriteAsync(Rows(page), httpContext.RequestAborted);
            if (page.Next is not { } cursor)
                return;

            var (next, problem) = await list.ReadAsync(query with { Cursor = cursor, Limit = UsageQuery.MaxLimit });
            // The status has been sent: an end that is no end must not look like one.
            page = next ?? throw new IOException($"The export cannot go on: {problem!.Reason}.");
        }
    }

    private static string Rows(UsageBody page)
    {
        var rows = new StringBuilder();
        foreach (var (principal, quota) in page.Principals.Select(row => (row.Principal, row.Quota)))
            rows.Append(CultureInfo.InvariantCulture, $"{quota.Day},{Quote(principal)},{quota.Limit},{quota.Used},{quota.Remaining}\r\n");
        return rows.ToString();
    }

    private static string Quote(string text) =>
        $"\"{(Formula.Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
