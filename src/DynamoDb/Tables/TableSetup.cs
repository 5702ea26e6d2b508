using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Logging;

namespace Tollgate.DynamoDb.Tables;

/// <summary>Makes sure, before anything is read or written, that a table is there and is the right one. A table that exists is never altered.</summary>
/// <param name="create">Whether a missing table is made.</param>
public sealed class TableSetup(DynamoDbConnection connection, bool create, TimeProvider clock, ILogger<TableSetup> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, bool> _ready = new();

    /// <exception cref="DynamoDbUnavailableException">The table is missing, is another one, or cannot be reached.</exception>
    public async Task EnsureAsync(TableDefinition wanted, CancellationToken cancellationToken)
    {
        if (_ready.ContainsKey(wanted.Name))
            return;
        try
        {
            await FindOrMakeAsync(wanted, cancellationToken);
        }
        catch (Exception failure) when (failure.IsOfDynamoDb() && !cancellationToken.IsCancellationRequested)
        {
            throw new DynamoDbUnavailableException(failure.Describe(connection.Place, wanted.Name), failure);
        }

        _ready[wanted.Name] = true;
    }

    private async Task FindOrMakeAsync(TableDefinition wanted, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var found = await FindAsync(wanted.Name, cancellationToken);
        if (found is null && !create)
            throw new DynamoDbUnavailableException(
                $"There is no table '{wanted.Name}' in {connection.Place}. Make it with the key {wanted.Key}, or set DynamoDb:CreateTables.");

        var isOurs = found is null && await TryMakeAsync(wanted, cancellationToken);
        while (!IsUsable(found))
            found = await WaitAndFindAsync(wanted.Name, started, cancellationToken);
        var key = TableDefinition.DescribeKey(found!.KeySchema, found.AttributeDefinitions);
        if (key != wanted.Key)
            throw new DynamoDbUnavailableException($"The table '{wanted.Name}' in {connection.Place} has the key {key}, not {wanted.Key}: it is another one.");

        if (wanted.TimeToLive is not null && isOurs)
            await LetExpireAsync(wanted, cancellationToken);
        else if (wanted.TimeToLive is not null)
            await CheckTimeToLiveAsync(wanted, cancellationToken);
    }

    private async Task<TableDescription?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.Retrying.DescribeTableAsync(name, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    // False where another silo was faster.
    private async Task<bool> TryMakeAsync(TableDefinition wanted, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Retrying.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = wanted.Name,
                    KeySchema = wanted.KeySchema,
                    AttributeDefinitions = wanted.Attributes,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                },
                cancellationToken);
            logger.TableMade(wanted.Name);
            return true;
        }
        catch (ResourceInUseException)
        {
            return false;
        }
    }

    private static bool IsUsable(TableDescription? table) => table?.TableStatus == TableStatus.ACTIVE || table?.TableStatus == TableStatus.UPDATING;

    private async Task<TableDescription?> WaitAndFindAsync(string name, long started, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(started) > Patience)
            throw new DynamoDbUnavailableException($"The table '{name}' in {connection.Place} is not yet active after {Patience.TotalMinutes:0} minutes.");
        await Task.Delay(Interval, clock, cancellationToken);
        return await FindAsync(name, cancellationToken);
    }

    private Task LetExpireAsync(TableDefinition made, CancellationToken cancellationToken) =>
        connection.Retrying.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest { TableName = made.Name, TimeToLiveSpecification = new() { AttributeName = made.TimeToLive, Enabled = true } },
            cancellationToken);

    // Not a reason to stand still: what should go stays, and costs its storage.
    private async Task CheckTimeToLiveAsync(TableDefinition wanted, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await connection.Retrying.DescribeTimeToLiveAsync(wanted.Name, cancellationToken)).TimeToLiveDescription;
            var isOn = found?.TimeToLiveStatus == TimeToLiveStatus.ENABLED || found?.TimeToLiveStatus == TimeToLiveStatus.ENABLING;
            if (!isOn || found!.AttributeName != wanted.TimeToLive)
                logger.NothingExpires(wanted.Name, wanted.TimeToLive!);
        }
        catch (AmazonDynamoDBException failure)
        {
            logger.ExpiryUnknown(wanted.Name, failure.Message);
        }
    }
}

internal static partial class TableLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Made the table {Table}, with on-demand billing.")]
    public static partial void TableMade(this ILogger logger, string table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The table {Table} has no time to live on {Attribute}: what has expired stays in it.")]
    public static partial void NothingExpires(this ILogger logger, string table, string attribute);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether expired items of the table {Table} are removed is not known: {Reason}")]
    public static partial void ExpiryUnknown(this ILogger logger, string table, string reason);
}
