using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Tollgate.DynamoDb;

/// <summary>The way to DynamoDB, for one process: credentials, region and the SDK's clients.</summary>
public sealed class DynamoDbConnection : IDisposable
{
    private const int Retries = 3;
    private const string AnyRegion = "us-east-1";

    private DynamoDbConnection(DynamoDbOptions options, RegionEndpoint? region)
    {
        Place = options.ServiceUrl is { } url ? $"DynamoDB at {url}" : $"DynamoDB in region {region!.SystemName}";
        Once = CreateClient(options, region, retries: 0);
        Retrying = CreateClient(options, region, Retries);
    }

    /// <summary>Sends every request once: whoever uses it must know what became of each.</summary>
    internal IAmazonDynamoDB Once { get; }

    /// <summary>Sends a request again where the SDK finds it worth it.</summary>
    internal IAmazonDynamoDB Retrying { get; }

    /// <summary>Where that is, in words for an operator.</summary>
    internal string Place { get; }

    /// <exception cref="DynamoDbUnavailableException">There is no region to go to.</exception>
    public static DynamoDbConnection Open(DynamoDbOptions options)
    {
        var region = options.Region is { Length: > 0 } name ? RegionEndpoint.GetBySystemName(name)
            : options.ServiceUrl is null ? FallbackRegionFactory.GetRegionEndpoint()
            : null;
        return region is not null || options.ServiceUrl is not null
            ? new DynamoDbConnection(options, region)
            : throw new DynamoDbUnavailableException("DynamoDb:Region is not set, and neither AWS_REGION nor an AWS profile names a region.");
    }

    public void Dispose()
    {
        Once.Dispose();
        Retrying.Dispose();
    }

    private static AmazonDynamoDBClient CreateClient(DynamoDbOptions options, RegionEndpoint? region, int retries)
    {
        var config = new AmazonDynamoDBConfig
        {
            MaxErrorRetry = retries,
            RetryMode = RequestRetryMode.Standard,
            Timeout = TimeSpan.FromMilliseconds(options.RequestTimeoutMs),
            EndpointDiscoveryEnabled = false,
            DisableLogging = true,
        };
        if (options.ServiceUrl is { } url)
            (config.ServiceURL, config.AuthenticationRegion) = (url, region?.SystemName ?? AnyRegion);
        else
            config.RegionEndpoint = region;
        return options.IsEmulator ? new AmazonDynamoDBClient(new BasicAWSCredentials("dummy", "dummyKey"), config) : new AmazonDynamoDBClient(config);
    }
}
