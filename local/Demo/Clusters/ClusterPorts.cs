namespace Tollgate.Local.Demo.Clusters;

/// <summary>Where a cluster listens, on loopback: the facades first, then Identity and DynamoDB, then Orleans' own ports.</summary>
public sealed record ClusterPorts(int First, int Silos)
{
    public int Count => (3 * Silos) + 4;

    public int Identity => First + Silos;

    public int DynamoDb => First + Silos + 1;

    /// <summary>Where Identity shows browsers its pages, by https.</summary>
    public int Domain => First + Silos + 2;

    public int Okta => First + Silos + 3;

    /// <param name="silo">Counted from 0.</param>
    public int Facade(int silo) => First + silo;

    public int OrleansSilo(int silo) => First + Silos + 4 + silo;

    public int OrleansGateway(int silo) => First + (2 * Silos) + 4 + silo;

    /// <inheritdoc cref="Ports.Free"/>
    public static ClusterPorts Free(int silos)
    {
        while (true)
        {
            var ports = new ClusterPorts(Random.Shared.Next(10_000, 32_000), silos);
            if (Enumerable.Range(ports.First, ports.Count).All(Ports.IsFree))
                return ports;
        }
    }

    /// <exception cref="DemoFailedException">Somebody else listens on one of them.</exception>
    public void ThrowIfBusy()
    {
        foreach (var port in Enumerable.Range(First, Count))
            if (!Ports.IsFree(port))
                throw new DemoFailedException($"Port {port} is in use. Stop what uses it, or choose others: make cluster PORT={(First < 60_000 ? First + 1000 : 8080)}.");
    }
}
