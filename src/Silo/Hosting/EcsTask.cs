using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Silo.Hosting;

/// <summary>What Amazon ECS tells a container of its task: the metadata endpoint, version 4.</summary>
/// <param name="Address">The task's own address, where it has one (network mode <c>awsvpc</c>, which Fargate always has).</param>
/// <param name="Id">The last part of the task's ARN.</param>
internal sealed record EcsTask(IPAddress? Address, string? Id)
{
    /// <summary>The environment variable that ECS gives the endpoint's URL to a container in.</summary>
    public const string UriVariable = "ECS_CONTAINER_METADATA_URI_V4";

    private const string ArnLabel = "com.amazonaws.ecs.task-arn";
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <param name="metadataUri">The endpoint's URL; null outside ECS.</param>
    /// <returns>Null outside ECS, and where the endpoint does not answer: there are other ways to an address.</returns>
    public static async Task<EcsTask?> ReadAsync(string? metadataUri)
    {
        if (!Uri.TryCreate(metadataUri, UriKind.Absolute, out var uri))
            return null;

        // Never through a proxy: the endpoint is next door.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                if (await http.GetFromJsonAsync(uri, EcsJson.Default.EcsContainer) is { } container)
                    return Of(container);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
            {
                // It may come up after the container.
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return null;
    }

    private static EcsTask Of(EcsContainer container)
    {
        var addresses = from network in container.Networks ?? []
                        where network.NetworkMode == "awsvpc"
                        from text in network.IPv4Addresses ?? []
                        select IPAddress.TryParse(text, out var address) ? address : null;
        var arn = container.Labels?.GetValueOrDefault(ArnLabel);
        return new EcsTask(addresses.FirstOrDefault(static address => address is not null), arn?[(arn.LastIndexOf('/') + 1)..]);
    }
}

internal sealed record EcsContainer(IReadOnlyDictionary<string, string>? Labels, IReadOnlyList<EcsNetwork>? Networks);

internal sealed record EcsNetwork(string? NetworkMode, IReadOnlyList<string>? IPv4Addresses);

[JsonSerializable(typeof(EcsContainer))]
internal sealed partial class EcsJson : JsonSerializerContext;
