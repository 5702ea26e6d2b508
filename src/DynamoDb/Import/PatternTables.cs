using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.DynamoDb.Import;

/// <summary>The two tables of the AWS pattern that Tollgate replaces, read from their first item to their last. Nothing is written to them.</summary>
public sealed class PatternTables(DynamoDbConnection connection)
{
    /// <summary>Users and what they have used: <c>PrincipalId</c> S, <c>CallLimit</c> N, <c>Calls</c> N, <c>TTL</c> N.</summary>
    /// <exception cref="DynamoDbUnavailableException">There is no such table, or it cannot be read; the message says which, in one line.</exception>
    public async IAsyncEnumerable<PatternUsage> ReadUsageAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in ScanAsync(table, cancellationToken))
            yield return new PatternUsage(Text(item, "PrincipalId"), Number(item, "CallLimit"), Number(item, "Calls"), Number(item, "TTL"));
    }

    /// <summary>Paths and who may call them: <c>Resource</c> S, <c>Roles</c> a list or a set of S.</summary>
    /// <exception cref="DynamoDbUnavailableException">There is no such table, or it cannot be read; the message says which, in one line.</exception>
    public async IAsyncEnumerable<PatternRoles> ReadRolesAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in ScanAsync(table, cancellationToken))
            yield return new PatternRoles(Text(item, "Resource"), Texts(item, "Roles"));
    }

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> ScanAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = new ScanRequest { TableName = table, ConsistentRead = true };
        do
        {
            ScanResponse page;
            try
            {
                page = await connection.Retrying.ScanAsync(scan, cancellationToken);
            }
            catch (Exception failure) when (failure.IsOfDynamoDb() && !cancellationToken.IsCancellationRequested)
            {
                throw new DynamoDbUnavailableException(failure.Describe(connection.Place, table), failure);
            }

            foreach (var item in page.Items ?? [])
                yield return item;
            scan.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (scan.ExclusiveStartKey is { Count: > 0 });
    }

    private static string? Text(Dictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    private static long? Number(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<string>? Texts(Dictionary<string, AttributeValue> item, string name) =>
        !item.TryGetValue(name, out var value) ? null
        : value.L is { } list && list.All(static entry => entry.S is not null) ? [.. list.Select(static entry => entry.S)]
        : value.SS is { } set ? [.. set]
        : null;
}

/// <summary>One row of the usage table. Null stands for an attribute that is missing or of another type.</summary>
/// <param name="Ttl">When the pattern wants the row to go, seconds since 1970: 23:59 UTC of the day that <paramref name="Calls"/> were made on.</param>
public sealed record PatternUsage(string? PrincipalId, long? CallLimit, long? Calls, long? Ttl);

/// <summary>One row of the roles table. Null stands for an attribute that is missing or of another type.</summary>
public sealed record PatternRoles(string? Resource, IReadOnlyList<string>? Roles);
