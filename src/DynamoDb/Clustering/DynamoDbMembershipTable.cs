using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>
/// Which silos a cluster has, in the table of the official provider: a silo that uses that one could be a member too. A change is one
/// transaction of the silo's row and the version's, each on the condition of its etag. A heartbeat is one blind write that touches neither.
/// </summary>
/// <param name="pageSize">Rows on one page of a query; null for as many as DynamoDB likes.</param>
internal sealed class DynamoDbMembershipTable(
    DynamoDbConnection connection, TableSetup setup, TableDefinition table, string clusterId, TimeProvider clock, int? pageSize = null) : IMembershipTable
{
    private const int HeartbeatAttempts = 5;
    private static readonly TimeSpan PauseBeforeReadingAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseBeforeHeartbeat = TimeSpan.FromMilliseconds(20);

    private readonly MembershipRows _rows = new(connection.Retrying, table.Name, clusterId, pageSize);

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        await setup.EnsureAsync(table, cancellationToken);
        if (!tryInitTableVersion || await _rows.ReadVersionAsync(cancellationToken) is not null)
            return;
        try
        {
            var first = new PutItemRequest { TableName = table.Name, Item = VersionItem.Initial(clusterId), ConditionExpression = MembershipRows.IsMissing };
            await connection.Retrying.PutItemAsync(first, cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another silo was faster.
        }
    }

    /// <summary>One transaction, so that silo and version are of one moment.</summary>
    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken)
    {
        TransactGetItem[] both = [Get(SiloItem.Key(clusterId, key)), Get(VersionItem.Key(clusterId))];
        var answer = await connection.Retrying.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [.. both] }, cancellationToken);
        return ToData(answer.Responses.Select(response => response.Item).Where(item => item is { Count: > 0 }));

        TransactGetItem Get(Dictionary<string, AttributeValue> item) => new() { Get = new() { TableName = table.Name, Key = item } };
    }

    /// <summary>
    /// A query is not of one moment. Nothing was written during it if the version was the same before, within and after it; else it is made
    /// again.
    /// </summary>
    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await ReadVersionAsync(cancellationToken);
            var data = ToData(await _rows.QueryAsync(cancellationToken));
            if (data.Version.VersionEtag == before.VersionEtag && (await ReadVersionAsync(cancellationToken)).VersionEtag == before.VersionEtag)
                return data;
            await Task.Delay(PauseBeforeReadingAgain, clock, cancellationToken);
        }
    }

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        if (!TryParse(tableVersion.VersionEtag, out var versionEtag))
            return Task.FromResult(false);

        var silo = new Put
        {
            TableName = table.Name,
            Item = SiloItem.Write(clusterId, entry, tableVersion.Version, etag: 0),
            ConditionExpression = MembershipRows.IsMissing,
        };
        return _rows.TryWriteAsync(silo, VersionItem.Advance(table.Name, clusterId, tableVersion.Version, versionEtag), cancellationToken);
    }

    /// <summary>The whole row anew: what the entry no longer has, votes for one, is gone from the table too.</summary>
    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        if (!TryParse(etag, out var rowEtag) || !TryParse(tableVersion.VersionEtag, out var versionEtag))
            return Task.FromResult(false);

        var silo = new Put
        {
            TableName = table.Name,
            Item = SiloItem.Write(clusterId, entry, tableVersion.Version, rowEtag + 1),
            ConditionExpression = $"{SiloItem.ETag} = :currentETag",
            ExpressionAttributeValues = new() { [":currentETag"] = SiloItem.Number(rowEtag) },
        };
        return _rows.TryWriteAsync(silo, VersionItem.Advance(table.Name, clusterId, tableVersion.Version, versionEtag), cancellationToken);
    }

    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var heartbeat = new UpdateItemRequest
        {
            TableName = table.Name,
            Key = SiloItem.Key(clusterId, entry.SiloAddress),
            UpdateExpression = $"SET {SiloItem.IAmAliveTime} = :now",
            ConditionExpression = MembershipRows.Exists,
            ExpressionAttributeValues = new() { [":now"] = SiloItem.Date(entry.IAmAliveTime) },
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.Retrying.UpdateItemAsync(heartbeat, cancellationToken);
                return;
            }
            catch (TransactionConflictException) when (attempt < HeartbeatAttempts)
            {
                await Task.Delay(PauseBeforeHeartbeat, clock, cancellationToken); // the row is being changed at this moment
            }
        }
    }

    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken) =>
        new MembershipCleanup(connection.Retrying, table.Name, _rows).RemoveDeadAsync(beforeDate, cancellationToken);

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        new MembershipCleanup(connection.Retrying, table.Name, new MembershipRows(connection.Retrying, table.Name, clusterId, pageSize))
            .RemoveAllAsync(cancellationToken);

    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync(CancellationToken.None);

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, CancellationToken.None);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    private static bool TryParse(string? etag, out int number) => int.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static MembershipTableData ToData(IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        var silos = new List<Tuple<MembershipEntry, string>>();
        var version = new TableVersion(0, "0");
        foreach (var item in items)
        {
            if (VersionItem.IsVersion(item))
                version = VersionItem.Read(item);
            else if (SiloItem.Read(item) is var (silo, etag))
                silos.Add(Tuple.Create(silo, etag));
        }

        return new MembershipTableData(silos, version);
    }

    private async Task<TableVersion> ReadVersionAsync(CancellationToken cancellationToken) =>
        await _rows.ReadVersionAsync(cancellationToken)
            ?? throw new KeyNotFoundException($"The table '{table.Name}' has no version of the cluster '{clusterId}'.");
}
