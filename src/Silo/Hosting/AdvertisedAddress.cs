using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Tollgate.Silo.Hosting;

/// <summary>Where other silos find this one: as configured, else as ECS says of the task, else this machine's first IPv4 address.</summary>
/// <param name="Source">Who said so.</param>
/// <param name="SiloName">What this silo is called in the cluster; null for a name by chance.</param>
internal sealed record AdvertisedAddress(IPAddress Address, string Source, string? SiloName = null)
{
    /// <exception cref="InvalidConfigurationException">This machine has no address that others could reach.</exception>
    public static async Task<AdvertisedAddress> FindAsync(ClusterSettings settings, string? ecsMetadataUri)
    {
        var task = await EcsTask.ReadAsync(ecsMetadataUri);
        if (IPAddress.TryParse(settings.AdvertisedIP, out var configured))
            return new(configured, "which is Cluster:AdvertisedIP", task?.Id);
        if (task?.Address is { } ofTask)
            return new(ofTask, "which is the address of the ECS task", task.Id);
        if (OwnAddresses().FirstOrDefault(IsReachable) is { } own)
            return new(own, "which is this machine's first address", task?.Id);
        throw new InvalidConfigurationException("This machine has no IPv4 address that other silos could reach: set Cluster:AdvertisedIP.");
    }

    /// <summary>The address itself where this machine has it; every address where others reach it through something in between.</summary>
    public IPEndPoint ListeningEndpoint(int port) => new(OwnAddresses().Contains(Address) || IPAddress.IsLoopback(Address) ? Address : IPAddress.Any, port);

    // A Fargate task has a second, link-local interface for its metadata: nobody else reaches that one.
    private static bool IsReachable(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address) && address.GetAddressBytes() is not [169, 254, ..];

    private static IEnumerable<IPAddress> OwnAddresses() =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus == OperationalStatus.Up
        from address in network.GetIPProperties().UnicastAddresses
        select address.Address;
}
